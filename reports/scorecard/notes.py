"""What a reader should know beside a line: how many different subjects, and where target and cap cannot both hold."""

from __future__ import annotations

from inspections.acts import Acts
from ratings.counts.cap import CapPolicy, Counts
from ratings.counts.measures import LEVEL_WORDS
from reports.indicators.definitions import Indicator
from reports.indicators.verdicts import Bound, Comparison
from reports.scorecard.figures import Note, YearFigure
from reports.scorecard.sources import Sources


def notes(indicator: Indicator, bound: Bound, years: tuple[YearFigure, ...], sources: Sources) -> tuple[Note, ...]:
    if isinstance(indicator.source, Acts):
        acts = sum(figure.numerator or 0 for figure in years)
        subject = "members" if indicator.source.of_members else "organizations"
        return (Note(f"distinct_{subject}", None, (sources.distinct[indicator.code], acts)),) if acts else ()
    if indicator.code == "member_rated_excellent":
        return _cap_conflicts(bound, years, sources)
    return ()


def _cap_conflicts(bound: Bound, years: tuple[YearFigure, ...], sources: Sources) -> tuple[Note, ...]:
    """Even one group of the whole Bloc would allow fewer excellent than the target's lower bound asks for."""
    if bound.comparison not in (Comparison.BETWEEN, Comparison.AT_LEAST) or bound.low is None:
        return ()
    found = []
    for figure in years:
        rating_year = sources.rating_years.get(figure.year)
        if figure.denominator is None or rating_year is None:
            continue
        totals = sources.totals[figure.year]
        counts = Counts.tallied({(level, ""): totals[f"members_{word}"] for level, word in LEVEL_WORDS.items()})
        allowed = CapPolicy.of(rating_year).apply(counts).most
        needed = -(-bound.low * figure.denominator // 100)
        if allowed < needed:
            found.append(Note("cap_conflict", figure.year, (allowed, int(needed))))
    return tuple(found)

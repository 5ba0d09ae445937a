"""What a reader should know beside a line: how many different subjects, and where target and cap cannot both hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspections.acts import Acts
from ratings import rules
from ratings.counts.cap import CapPolicy, Counts
from ratings.counts.measures import LEVEL_WORDS
from ratings.counts.shares import of_level
from ratings.models import RatingYear
from reports.indicators.definitions import Indicator
from reports.indicators.verdicts import Bound, Comparison
from reports.scorecard.figures import Note, YearFigure
from reports.scorecard.sources import RaisedGroup, Sources


def notes(indicator: Indicator, bound: Bound, years: tuple[YearFigure, ...], sources: Sources) -> tuple[Note, ...]:
    if isinstance(indicator.source, Acts):
        acts = sum(figure.numerator or 0 for figure in years)
        subject = "members" if indicator.source.of_members else "organizations"
        return (Note(f"distinct_{subject}", None, (sources.distinct[indicator.code], acts)),) if acts else ()
    if indicator.code == "member_rated_excellent":
        return _cap_conflicts(bound, years, sources)
    return ()


def _cap_conflicts(bound: Bound, years: tuple[YearFigure, ...], sources: Sources) -> tuple[Note, ...]:
    """What the caps allow at most is fewer than the target's lower bound asks for."""
    if bound.comparison not in (Comparison.BETWEEN, Comparison.AT_LEAST) or bound.low is None:
        return ()
    found = []
    for figure in years:
        rating_year = sources.rating_years.get(figure.year)
        if figure.denominator is None or rating_year is None:
            continue
        raised = _raised(rating_year, sources)
        allowed = _allowed(CapPolicy.of(rating_year), sources.totals[figure.year], raised)
        needed = -(-bound.low * figure.denominator // 100)
        if allowed < needed:
            code = "raised_cap_conflict" if raised else "cap_conflict"
            found.append(Note(code, figure.year, (allowed, int(needed))))
    return tuple(found)


def _raised(rating_year: RatingYear, sources: Sources) -> Sequence[RaisedGroup]:
    """None where the rules of the year know no raised share, whatever was recorded under others."""
    return sources.raised.get(rating_year.year, ()) if rules.by_code(rating_year.rule_set).cap.raised_to else ()


def _allowed(policy: CapPolicy, totals: Mapping[str, int], raised: Sequence[RaisedGroup]) -> int:
    """Even if all others were one group of the whole; each group whose share is raised by its own percentage."""
    rest = Counter({level: totals[f"members_{word}"] for level, word in LEVEL_WORDS.items()})
    for group in raised:
        rest -= Counter({level: of_level(group.counts, level) for level in LEVEL_WORDS})
    others = Counts.tallied({(level, ""): number for level, number in rest.items()})
    allowed = [replace(policy, percent=group.percent).apply(group.counts).most for group in raised]
    return policy.apply(others).most + sum(allowed)

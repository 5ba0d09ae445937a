"""What a reader should know beside a line: how many different subjects, and where target and cap cannot both hold."""

from __future__ import annotations

from inspections.acts import Acts
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
    """What the caps allow at most is fewer than the target's lower bound asks for."""
    if bound.comparison not in (Comparison.BETWEEN, Comparison.AT_LEAST) or bound.low is None:
        return ()
    found = []
    for figure in years:
        allowed = sources.allowed.get(figure.year)
        if figure.denominator is None or allowed is None:
            continue
        needed = -(-bound.low * figure.denominator // 100)
        if allowed.most < needed:
            code = "raised_cap_conflict" if allowed.by_decision else "cap_conflict"
            found.append(Note(code, figure.year, (allowed.most, int(needed))))
    return tuple(found)

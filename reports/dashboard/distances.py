"""How far a target is missed, and what is left of it, in words; nothing is counted here that the scorecard has not."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext

from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Comparison
from reports.models import Target
from reports.scorecard.figures import Line, PartFigures, YearFigure
from reports.scorecard.wording import number, shown
from ui.numbers import format_decimal


def distance_words(line: Line, figures: Line | PartFigures) -> str:
    failed = [figure for figure in figures.years if figure.year in figures.term.failed_years]
    if failed:
        return "; ".join(_year_words(figure, figures.bound, line.unit) for figure in failed)
    goal = _goal(figures)
    if goal is None or figures.term.value is None:
        return gettext("No figures yet") if figures.term.value is None else gettext("No target yet")
    if line.period == Target.Period.EACH_YEAR:
        return gettext("Not enough yet, provisional")
    missing = goal - figures.term.value
    return gettext("%(missing)s missing of %(goal)s") % {"missing": number(missing), "goal": number(goal)}


def need_words(line: Line, figures: Line | PartFigures) -> str:
    """A year that failed cannot be made good; how the whole term stands can still change."""
    term = figures.term
    if term.value is None:
        return ""
    if line.period == Target.Period.EACH_YEAR:
        value = shown(term.value, line.unit, figures.bound)
        words = (
            gettext("Whole term %(value)s: enough")
            if term.lenient.holds
            else gettext("Whole term %(value)s: not enough")
        )
        return words % {"value": value}
    return _pace_words(figures)


def shortfall(bound: Bound, value: Fraction, plan: Fraction | None = None) -> Fraction:
    """Negative below the bound, positive above it; 0 where the value is the bound itself."""
    low = bound.floor(plan) or Fraction(0)
    if bound.comparison == Comparison.BETWEEN and bound.high is not None and value > bound.high:
        return value - bound.high
    return value - low


def points(gap: Fraction) -> str:
    """One decimal, or two where one would be none at all."""
    return format_decimal(gap, 1 if gap >= Fraction(1, 20) else 2)


def _year_words(figure: YearFigure, bound: Bound, unit: Unit) -> str:
    gap = shortfall(bound, figure.value or Fraction(0), figure.plan)
    amount = {"year": figure.year, "gap": points(abs(gap)) if unit is Unit.PERCENT else number(abs(gap))}
    if not gap:
        return gettext("%(year)s: at the bound, not above it") % amount
    if unit is Unit.PERCENT:
        return (gettext("%(year)s: %(gap)s points short") if gap < 0 else gettext("%(year)s: %(gap)s points over")) % (
            amount
        )
    return (gettext("%(year)s: %(gap)s short") if gap < 0 else gettext("%(year)s: %(gap)s over")) % amount


def _goal(figures: Line | PartFigures) -> Fraction | None:
    return figures.term.plan if figures.bound.comparison == Comparison.PLAN else figures.bound.low


def _pace_words(figures: Line | PartFigures) -> str:
    """What each year left needs of what is missing: a year that has begun has its part in the sum already."""
    goal, left = _goal(figures), sum(figure.value is None for figure in figures.years)
    missing = goal - (figures.term.value or Fraction(0)) if goal is not None else Fraction(0)
    if not left or missing <= 0:
        return ""
    each = -(-missing // left)
    return gettext("%(each)s in each year left") % {"each": number(each)}

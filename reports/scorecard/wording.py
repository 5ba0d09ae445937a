"""Values, bounds and notes in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from django.utils.translation import gettext

from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound
from reports.models import Target
from ui.numbers import format_decimal, format_integer, format_percent

Comparison, Period = Target.Comparison, Target.Period

WAITING = "…"


def number(value: Fraction | int) -> str:
    """As many decimals as it has, at most two."""
    exact = Fraction(value)
    places = next((places for places in (0, 1) if (exact * 10**places).denominator == 1), 2)
    return format_decimal(exact, places)


def shown(value: Fraction, unit: Unit, bound: Bound) -> str:
    """One decimal, or as many as it takes that rounding does not hide a missed bound: 99,96 % is not "100,0%"."""
    if unit is Unit.COUNT:
        return number(value)
    limits = [limit for limit in (bound.low, bound.high) if limit is not None and limit != value]
    for places in range(1, 5):
        rounded = Fraction(round(value * 10**places), 10**places)
        if rounded not in limits:
            break
    return format_percent(value, 0 if value in (0, 100) else places)


def bound_words(bound: Bound, unit: Unit, period: Target.Period) -> str:
    """Such as "> 80% each year"; empty without a bound."""
    sign = "%" if unit is Unit.PERCENT else ""
    low, high = (f"{number(each)}{sign}" if each is not None else "" for each in (bound.low, bound.high))
    match bound.comparison:
        case Comparison.NONE:
            return ""
        case Comparison.PLAN:
            return gettext("by the plan of each year and of the term")
        case Comparison.AT_LEAST:
            text = f"≥ {low}"
        case Comparison.MORE_THAN:
            text = f"> {low}"
        case Comparison.AT_MOST:
            text = f"≤ {low}"
        case Comparison.BETWEEN:
            text = f"{number(bound.low or 0)} – {high}"
        case _:
            text = low
    if period == Period.EACH_YEAR:
        return gettext("%(bound)s each year") % {"bound": text}
    return gettext("%(bound)s over the term") % {"bound": text}


def _distinct_organizations(_year: int | None, distinct: int, acts: int) -> str:
    return gettext("%(acts)s acts on %(distinct)s different organisations.") % {
        "acts": format_integer(acts),
        "distinct": format_integer(distinct),
    }


def _distinct_members(_year: int | None, distinct: int, acts: int) -> str:
    return gettext("%(acts)s acts on %(distinct)s different Party members.") % {
        "acts": format_integer(acts),
        "distinct": format_integer(distinct),
    }


def _cap_conflict(year: int | None, allowed: int, needed: int) -> str:
    return gettext(
        "%(year)s: the 20%% cap allows at most %(allowed)s excellent, the target asks for at least %(needed)s. "
        "Both cannot hold."
    ) % {"year": year, "allowed": format_integer(allowed), "needed": format_integer(needed)}


def _raised_cap_conflict(year: int | None, allowed: int, needed: int) -> str:
    return gettext(
        "%(year)s: the 20%% cap and the raised shares allow at most %(allowed)s excellent, the target asks for at "
        "least %(needed)s. Both cannot hold."
    ) % {"year": year, "allowed": format_integer(allowed), "needed": format_integer(needed)}


NOTES: dict[str, Callable[..., str]] = {
    "distinct_organizations": _distinct_organizations,
    "distinct_members": _distinct_members,
    "cap_conflict": _cap_conflict,
    "raised_cap_conflict": _raised_cap_conflict,
}

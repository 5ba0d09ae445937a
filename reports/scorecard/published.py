"""What was published of a figure, in words, and whether it agrees with what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from reports.indicators.catalogue import BY_CODE
from reports.indicators.definitions import Unit
from reports.models import Published
from reports.scorecard.figures import TermFigure, YearFigure
from reports.scorecard.wording import number

Qualifier = Published.Qualifier
NEAR = Fraction(1, 20)
"""“Nearly” and “about” hold up to a twentieth away from the number."""


def holds(published: Published, value: Fraction) -> bool:
    """An exact number is as exact as it was written: “97%” holds 96,6."""
    low = Fraction(published.low)
    match published.qualifier:
        case Qualifier.EXACTLY:
            places = _places(low)
            return _half_up(value * 10**places) == low * 10**places
        case Qualifier.ABOUT:
            return abs(value - low) <= low * NEAR
        case Qualifier.NEARLY:
            return low * (1 - NEAR) <= value < low
        case Qualifier.OVER:
            return value > low
        case Qualifier.AT_LEAST:
            return value >= low
        case Qualifier.UNDER:
            return value < low
        case Qualifier.AT_MOST:
            return value <= low
    return published.high is not None and low <= value <= Fraction(published.high)


def _places(value: Fraction) -> int:
    return next((places for places in (0, 1) if (value * 10**places).denominator == 1), 2)


def _half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def words_of(published: Published) -> str:
    """Such as "over 95%": reports.published.reading reads it back."""
    sign = "%" if BY_CODE[published.indicator].unit is Unit.PERCENT else ""
    low = f"{number(Fraction(published.low))}{sign}"
    high = "" if published.high is None else f"{number(Fraction(published.high))}{sign}"
    text = _QUALIFIED[Qualifier(published.qualifier)]() % {"low": low, "high": high}
    return gettext("each year %(figure)s") % {"figure": text} if published.each_year else text


_QUALIFIED = {
    Qualifier.EXACTLY: lambda: "%(low)s",
    Qualifier.ABOUT: lambda: gettext("about %(low)s"),
    Qualifier.NEARLY: lambda: gettext("nearly %(low)s"),
    Qualifier.OVER: lambda: gettext("over %(low)s"),
    Qualifier.AT_LEAST: lambda: gettext("at least %(low)s"),
    Qualifier.UNDER: lambda: gettext("under %(low)s"),
    Qualifier.AT_MOST: lambda: gettext("at most %(low)s"),
    Qualifier.BETWEEN: lambda: gettext("from %(low)s to %(high)s"),
}


@dataclass(frozen=True)
class Told:
    """`agrees`: None where nothing is counted to compare it with."""

    published: Published
    agrees: bool | None
    years: tuple[int, ...] = ()
    """Of what was said of each year: those that differ."""
    whose: str = ""
    """Of one that was merged into the root that the figures are of."""

    @property
    def words(self) -> str:
        return words_of(self.published)

    @property
    def verdict(self) -> str:
        if self.whose:
            return gettext("of %(name)s alone") % {"name": self.whose}
        if self.agrees is None:
            return gettext("nothing to compare it with")
        if self.agrees:
            return gettext("agrees with the figure")
        if self.years:
            return gettext("differs from the figure of %(years)s") % {"years": ", ".join(map(str, self.years))}
        return gettext("differs from the figure")


def of_predecessor(published: Published) -> Told:
    """Beside figures of the whole there is nothing to hold it against: that stands on the predecessor's own page."""
    return Told(published, None, whose=published.root.name)


def compared(published: Published, figure: YearFigure | TermFigure, years: Sequence[YearFigure]) -> Told:
    """`figure`: of the year or the term that it was published of; `years`: those of the term."""
    if published.each_year:
        known = [(each.year, each.value) for each in years if each.value is not None]
        differ = tuple(year for year, value in known if not holds(published, value))
        return Told(published, not differ if known else None, differ)
    return Told(published, None if figure.value is None else holds(published, figure.value))

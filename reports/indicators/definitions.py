"""What the terms are measured by: a sum over a sum, or a count. Codes are those of the published texts' figures.

Nothing here reads data: reports.scorecard finds the sums, reports.indicators.verdicts judges them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise

from inspections.acts import Acts
from reports.models import ProvincialFigure
from ui.numbers import percent_of

Text = str | Promise


class Unit(StrEnum):
    PERCENT = "percent"
    COUNT = "count"

    def value_of(self, numerator: int | None, denominator: int | None) -> Fraction | None:
        """None where the sums give no value. Percent values count hundredths."""
        if numerator is None:
            return None
        if self is Unit.COUNT:
            return Fraction(numerator)
        return percent_of(numerator, denominator) if denominator else None


@dataclass(frozen=True)
class Sum:
    """Measures of the sheets, each with its sign."""

    measures: tuple[tuple[str, int], ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _sign in self.measures)

    def of(self, totals: Mapping[str, int]) -> int:
        return sum(sign * totals.get(name, 0) for name, sign in self.measures)


def plus(*names: str) -> Sum:
    return Sum(tuple((name, 1) for name in names))


@dataclass(frozen=True)
class Tallied:
    """Both sums come from the sheets: from their tallies where approved, counted live otherwise."""

    numerator: Sum
    denominator: Sum


@dataclass(frozen=True)
class OfProvince:
    """The sheets' sum, over a figure of the whole province that comes from outside."""

    numerator: Sum
    figure: ProvincialFigure.Code


@dataclass(frozen=True)
class Admissions:
    """Admissions to the Party, by the date of the decision."""


Source = Tallied | OfProvince | Admissions | Acts


class Topic(StrEnum):
    """Of the term report: each tells its indicators in the order of the term's targets."""

    IDEOLOGY = "ideology"
    RATINGS = "ratings"
    MEMBERS_RATED = "members_rated"
    SECTORS = "sectors"


@dataclass(frozen=True)
class IndicatorPart:
    """One of two populations under one code, each with its own bound."""

    code: str
    name: Text
    source: Tallied
    counted: Text
    of: Text
    subject: str
    """As `Indicator.subject`."""


@dataclass(frozen=True)
class OtherReading:
    """The same line counted in another defensible way, shown beside the default."""

    code: str
    name: Text
    explanation: Text
    counted: Text
    """As of `Indicator`, and so is `of`."""
    of: Text
    source: Tallied | None = None
    """None: the mean of each organisation's own share, every organisation counting the same."""


@dataclass(frozen=True)
class Indicator:
    code: str
    name: Text
    unit: Unit
    source: Source
    counted: Text
    """What the numerator counts."""
    of: Text
    """What the denominator counts; empty for a bare count."""
    explanation: tuple[Text, ...]
    """How it is read and by which clause."""
    higher_is_better: bool | None = True
    """None where a number is neither good nor bad, as of inspections."""
    parts: tuple[IndicatorPart, ...] = ()
    reading: OtherReading | None = None
    default_reading: Text = ""
    topic: Topic | None = None
    """Where the report tells the share in a sentence; None where a chapter tells it in its own way, or none does."""
    subject: str = ""
    """The beginning of that sentence. Vietnamese in the source, as all of the paper's words."""
    paper_unit: str = "lượt"
    """What the paper counts, where it is no percentage."""

    @property
    def is_part_of_whole(self) -> bool:
        """Never more than 100 %; growth, whose numerator is a difference, may be."""
        subtracts = isinstance(self.source, Tallied) and any(sign < 0 for _name, sign in self.source.numerator.measures)
        return self.unit is Unit.PERCENT and not subtracts

    @property
    def is_events(self) -> bool:
        return isinstance(self.source, Admissions | Acts)

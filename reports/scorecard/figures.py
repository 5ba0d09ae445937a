"""The shapes of a scorecard: frozen, exact, without words; those come when it is shown, in the reader's language.

A numerator and a denominator are whole numbers; a value is an exact fraction (percent values count hundredths: 68 of 81
is 6800/81). Notes hold codes with numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.indicators.asked import AskedLine
from reports.indicators.catalogue import BY_CODE
from reports.indicators.definitions import Indicator, Text, Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.reasons import PendingYear, Reason
from reports.scorecard.wording import NOTES, bound_words


@dataclass(frozen=True)
class YearFigure:
    year: int
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    verdict: Verdict
    provisional: bool
    reason: Reason | None = None
    plan: Fraction | None = None


@dataclass(frozen=True)
class TermFigure:
    """Sums over the years that have a value. `lenient` judges their share; `verdict` is the strict reading."""

    numerator: int | None
    denominator: int | None
    value: Fraction | None
    verdict: Verdict
    lenient: Verdict
    provisional: bool
    years_met: int
    years_elapsed: int
    failed_years: tuple[int, ...] = ()
    plan: Fraction | None = None
    on_course: bool = False
    """Met, or in progress with nothing failed and no lag behind the pace so far."""


def lacks_plan(figure: YearFigure | TermFigure) -> bool:
    """It has a value, and the plan that this is held against is not entered."""
    return figure.verdict is Verdict.NO_DATA and figure.value is not None


@dataclass(frozen=True)
class Note:
    """A sentence beside a line: its code, the year it is about, its numbers in the order the sentence names them."""

    code: str
    year: int | None
    numbers: tuple[int, ...]

    @property
    def is_alarm(self) -> bool:
        return self.code in ("cap_conflict", "raised_cap_conflict")

    @property
    def words(self) -> str:
        return NOTES[self.code](self.year, *self.numbers)


@dataclass(frozen=True)
class ReadingFigures:
    """The same line counted another way (reports.indicators.definitions.Reading)."""

    code: str
    years: tuple[YearFigure, ...]
    term: TermFigure


@dataclass(frozen=True)
class PartFigures:
    code: str
    bound: Bound
    years: tuple[YearFigure, ...]
    term: TermFigure

    @property
    def target(self) -> str:
        return bound_words(self.bound, Unit.PERCENT, Target.Period.EACH_YEAR)


@dataclass(frozen=True)
class Line:
    code: str
    unit: Unit
    bound: Bound
    period: Target.Period
    years: tuple[YearFigure, ...]
    term: TermFigure
    parts: tuple[PartFigures, ...] = ()
    readings: tuple[ReadingFigures, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: AskedLine | None = None
    """Of a yearly question; None of a built-in indicator."""

    @property
    def indicator(self) -> Indicator:
        return self.asked.indicator if self.asked else BY_CODE[self.code]

    @property
    def name(self) -> Text:
        return self.indicator.name

    @property
    def target(self) -> str:
        """In the reader's language, such as "> 80% hằng năm"; of a line in parts, the bounds of all."""
        if self.parts:
            return "; ".join(part.target for part in self.parts)
        return bound_words(self.bound, self.unit, self.period)

    @property
    def comparison(self) -> Target.Comparison:
        return self.bound.comparison

    @property
    def low(self) -> Fraction | None:
        return self.bound.low

    @property
    def high(self) -> Fraction | None:
        return self.bound.high

    @property
    def has_target(self) -> bool:
        return self.bound.given

    @property
    def is_provisional_alone(self) -> bool:
        """It is judged so far by years of which none is approved."""
        known = [figure for figure in self.years if figure.value is not None]
        return bool(known) and all(figure.provisional for figure in known)

    def year(self, year: int) -> YearFigure:
        return next(figure for figure in self.years if figure.year == year)


@dataclass(frozen=True)
class Scorecard:
    term: str
    organization_id: int
    organization: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    as_of: date
    pending: tuple[PendingYear, ...]
    synthetic: bool

    def asked_in(self, chapter: str) -> list[Line]:
        return [line for line in self.lines if line.asked and line.asked.chapter == chapter]

    def line(self, code: str) -> Line:
        return next(line for line in self.lines if line.code == code)

    @property
    def targets(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.has_target)

    @property
    def on_course(self) -> int:
        return sum(line.term.on_course for line in self.targets)

    @property
    def is_provisional_alone(self) -> bool:
        """Of some target: then how many are on course is provisional."""
        return any(line.is_provisional_alone for line in self.targets)

    @property
    def is_blank(self) -> bool:
        """No year has a figure of any line yet: nothing is missed, and nothing met."""
        return all(figure.value is None for line in self.lines for figure in line.years)

    @property
    def provisional_years(self) -> tuple[int, ...]:
        """Of those that have begun."""
        begun = [year for year in self.years if date(year, 1, 1) <= self.as_of]
        return tuple(year for year in begun if any(line.year(year).provisional for line in self.lines))

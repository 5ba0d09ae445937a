"""A table of the summary form as values: cells, headings, rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ui.numbers import NO_VALUE, enough_places, format_decimal, format_integer, format_percent

PLACES = 2
PROVISIONAL = "*"


@dataclass(frozen=True)
class Count:
    value: int
    href: str = ""

    @property
    def text(self) -> str:
        return format_integer(self.value)


@dataclass(frozen=True)
class Percent:
    """To two decimals, as published results give it, or more where two would say none or all; None of nothing."""

    exact: Fraction | None
    href: str = ""

    @property
    def value(self) -> Decimal | None:
        return None if self.exact is None else rounded(self.exact, enough_places(self.exact, PLACES))

    @property
    def text(self) -> str:
        return format_percent(self.exact, PLACES)


@dataclass(frozen=True)
class Points(Percent):
    """A difference of two percentages, with its sign."""

    @property
    def value(self) -> Decimal | None:
        return rounded(self.exact)

    @property
    def text(self) -> str:
        value = self.value
        return NO_VALUE if value is None else f"{'+' if value > 0 else ''}{format_decimal(value, PLACES)}"


@dataclass(frozen=True)
class Blank:
    """Left for the hand; or, with a dash, crossed out in the form itself."""

    value: None = None
    href: str = ""
    text: str = "…"


SummaryCell = Count | Percent | Points | Blank


def rounded(value: Fraction | None, places: int = PLACES) -> Decimal | None:
    """As ui.numbers writes it: halves away from zero."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


@dataclass(frozen=True)
class Heading:
    """One column, or several under one title."""

    title: str
    columns: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(f"{self.title}, {column}" for column in self.columns) or (self.title,)


@dataclass(frozen=True)
class SummaryRow:
    name: str
    cells: tuple[SummaryCell, ...]
    is_total: bool = False
    is_provisional: bool = False

    @property
    def label(self) -> str:
        return f"{self.name} {PROVISIONAL}" if self.is_provisional else self.name


@dataclass(frozen=True)
class SummaryTable:
    code: str
    title: str
    first: str
    headings: tuple[Heading, ...]
    rows: tuple[SummaryRow, ...]
    note: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for heading in self.headings for label in heading.labels)

    @property
    def has_groups(self) -> bool:
        return any(heading.columns for heading in self.headings)

"""What a file holds: worksheets, and their rows in one string each, which is taken apart when the row is asked for.

Sixty thousand rows of sixty cells as objects would take gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from exchange.files import lines
from exchange.files.lines import BETWEEN, MARK
from ui.numbers import format_input
from ui.workbooks.reading import Area, address

TEXT, NUMBER, DATE, TRUTH, ERROR, OLD, TWICE, BLANK = (
    "text",
    "number",
    "date",
    "truth",
    "error",
    "old",
    "twice",
    "blank",
)
Span = tuple[int, int]
KINDS = {lines.NUMBER: NUMBER, lines.DATE: DATE, lines.TRUTH: TRUTH, lines.ERROR: ERROR, lines.OLD: OLD}


class Cell(NamedTuple):
    """What stands in one cell, as a person would type it in the language of the page: 18, 99,16, 31/12/2024.

    What can't be taken as it stands keeps what the person sees: an `error` its "#N/A" or its formula that was never
    reckoned, text in an encoding of before Unicode (`old`) its signs, `twice` the words of all columns with a cross.
    """

    row: int
    column: int
    kind: str = BLANK
    text: str = ""

    @property
    def address(self) -> str:
        return address(self.row, self.column)

    @property
    def is_read(self) -> bool:
        return self.kind not in (ERROR, OLD, TWICE)

    @property
    def day(self) -> date | None:
        """Of a cell that the file itself holds as a date."""
        if self.kind != DATE:
            return None
        day, month, year = map(int, self.text.split("/"))
        return date(year, month, day)


class Row(NamedTuple):
    number: int
    line: str

    def parts(self) -> list[str]:
        """Cell by cell from column A, each as it stands in the line."""
        return self.line.split(BETWEEN)

    def cells(self) -> Iterator[Cell]:
        """Those in which something stands."""
        return (
            cell_of(self.number, column, part) for column, part in enumerate(self.line.split(BETWEEN), start=1) if part
        )

    def cell(self, column: int) -> Cell:
        parts = self.line.split(BETWEEN)
        return cell_of(self.number, column, parts[column - 1] if column <= len(parts) else "")


def cell_of(row: int, column: int, part: str) -> Cell:
    if not part:
        return Cell(row, column)
    if part[0] != MARK:
        return Cell(row, column, TEXT, part)
    kind, text = KINDS[part[1]], part[2:]
    return Cell(row, column, kind, _SAID.get(kind, str)(text))


def _number(text: str) -> str:
    number = Decimal(text)
    return format_input(int(number) if number == number.to_integral_value() else number)


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))


_SAID = {NUMBER: _number, DATE: _day}


@dataclass(frozen=True)
class Worksheet:
    """`rows`: those in which something stands, from the top. Rows and columns count from 1; spans hold both ends."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    hidden_rows: tuple[Span, ...] = ()
    hidden_columns: tuple[Span, ...] = ()
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Book:
    """`kind`: xlsx, xls, ods or csv, as its content says; `remarks`: what a person should know of what was read."""

    name: str
    kind: str
    worksheets: tuple[Worksheet, ...]
    remarks: tuple[str, ...] = ()

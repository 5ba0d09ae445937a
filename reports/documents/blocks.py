"""The parts that a report is put together from. They know no format: a rendering says how each looks."""

from __future__ import annotations

from dataclasses import dataclass

from ui.charts.shapes import ColumnChart, StackedChart


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Columns:
    chart: ColumnChart


@dataclass(frozen=True)
class Stacks:
    chart: StackedChart


@dataclass(frozen=True)
class TableCell:
    """`small` stands in a second line below the text."""

    text: str
    small: str = ""
    href: str = ""
    provisional: bool = False
    missed: bool = False

    @property
    def mark(self) -> str:
        """Behind the text, and never on a line of its own."""
        return "\u00a0×" if self.missed else ""


@dataclass(frozen=True)
class TableRow:
    """The cells are those beside the heading; a row without cells heads the rows that follow."""

    heading: str
    cells: tuple[TableCell, ...] = ()
    number: str = ""
    note: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Table:
    """`kind` names the widths of the columns in print.css."""

    kind: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numbered: bool = False

    @property
    def width(self) -> int:
        return len(self.head)


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Columns | Stacks | Table | Section


@dataclass(frozen=True)
class Chapter:
    numeral: str
    title: str
    blocks: tuple[Block, ...]

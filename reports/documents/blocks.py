"""The parts a printed report is put together from; templates/reports/pdf has one fragment for each."""

from __future__ import annotations

from dataclasses import dataclass

from ui.charts.shapes import ColumnChart, StackedChart


@dataclass(frozen=True)
class Paragraph:
    text: str
    template: str = "reports/pdf/_paragraph.html"


@dataclass(frozen=True)
class Columns:
    chart: ColumnChart
    template: str = "reports/pdf/_columns.html"


@dataclass(frozen=True)
class Stacks:
    chart: StackedChart
    template: str = "reports/pdf/_stacks.html"


@dataclass(frozen=True)
class TableCell:
    """`small` stands in a second line below the text."""

    text: str
    small: str = ""
    href: str = ""
    provisional: bool = False
    missed: bool = False


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
    template: str = "reports/pdf/_table.html"

    @property
    def width(self) -> int:
        return len(self.head)


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Block, ...]
    template: str = "reports/pdf/_section.html"


Block = Paragraph | Columns | Stacks | Table | Section


@dataclass(frozen=True)
class Chapter:
    numeral: str
    title: str
    blocks: tuple[Block, ...]

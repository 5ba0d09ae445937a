from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exchange.files.book import TEXT, TWICE, Cell, Row, Worksheet
from ui.workbooks.reading import column_letters


@dataclass(frozen=True)
class Heading:
    """`marks`: an x in one of several columns is one value: {column: the word above it}."""

    column: int
    title: str
    group: str = ""
    marks: Mapping[int, str] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        return column_letters(self.column)

    def cell(self, row: Row) -> Cell:
        """Two marks where one is meant are a cell of kind `twice`, whose text says both."""
        return self._marked(row) if self.marks else row.cell(self.column)

    def _marked(self, row: Row) -> Cell:
        marked = [cell for column in self.marks if (cell := row.cell(column)).text]
        if not marked:
            return Cell(row.number, self.column)
        words = ", ".join(self.marks[cell.column] for cell in marked)
        return marked[0]._replace(text=words, kind=TEXT if len(marked) == 1 else TWICE)


@dataclass(frozen=True)
class LeftOut:
    """A row below the headings that is no row of data: what stands there, and why it was left out."""

    row: int
    text: str
    why: str


@dataclass(frozen=True)
class Table:
    worksheet: Worksheet
    headings: tuple[Heading, ...]
    rows: Sequence[Row]
    left_out: tuple[LeftOut, ...] = ()
    # The last row of the headings: data begins below.
    heading_row: int = 1

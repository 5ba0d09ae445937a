from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exchange.files.book import TEXT, TWICE, Cell, Row, Worksheet, cell_of
from exchange.tables.texts import plain
from ui.workbooks.reading import column_letters


@dataclass(frozen=True)
class Heading:
    """`group`: what stands above it and its neighbours. An empty `title`: a column with data that nobody headed.

    `marks`: a column of nothing but crosses, or several of which one is crossed: {column: the word above it}. Where
    that word is empty, what stands in the cell counts itself: of several columns one is filled.
    """

    column: int
    title: str
    group: str = ""
    marks: Mapping[int, str] = field(default_factory=dict)

    @property
    def letter(self) -> str:
        return column_letters(self.column)

    @property
    def whole(self) -> str:
        """With what stands above it, in one cell."""
        return f"{self.group}: {self.title}" if self.group else self.title

    def cell(self, row: Row) -> Cell:
        return self.of(row.number, row.parts())

    def of(self, number: int, parts: Sequence[str]) -> Cell:
        """Of a row that is taken apart already. Two crosses where one is meant are a cell of kind `twice`."""
        if self.marks:
            return self._marked(number, parts)
        return cell_of(number, self.column, parts[self.column - 1] if self.column <= len(parts) else "")

    def _marked(self, number: int, parts: Sequence[str]) -> Cell:
        marked = [column for column in self.marks if column <= len(parts) and parts[column - 1]]
        if not marked:
            return Cell(number, self.column)
        words = [self.marks[column] or plain(parts[column - 1]) for column in marked]
        if len(marked) > 1:
            return Cell(number, marked[0], TWICE, ", ".join(words))
        column = marked[0]
        return (
            Cell(number, column, TEXT, words[0]) if self.marks[column] else cell_of(number, column, parts[column - 1])
        )


@dataclass(frozen=True)
class LeftOut:
    """A row that is no row of data: what stands there, and why it was left out."""

    row: int
    text: str
    why: str


@dataclass(frozen=True)
class Table:
    """`heading_row`: the last row of the headings. `remarks`: what a person should know of how it was read. `name`: of
    the worksheet, or of the part of it that this is.
    """

    worksheet: Worksheet
    headings: tuple[Heading, ...]
    rows: Sequence[Row]
    left_out: tuple[LeftOut, ...] = ()
    heading_row: int = 1
    remarks: tuple[str, ...] = ()
    name: str = ""

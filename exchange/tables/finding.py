from __future__ import annotations

from exchange.files.book import Book, Worksheet
from exchange.tables.table import Heading, Table


def find(worksheet: Worksheet) -> Table | None:
    """None where the worksheet holds no table: no row of headings with data below."""
    if len(worksheet.rows) < 2:
        return None
    head, *rows = worksheet.rows
    headings = tuple(Heading(cell.column, cell.text) for cell in head.cells())
    return Table(worksheet, headings, rows, heading_row=head.number)


def tables(book: Book) -> list[tuple[Worksheet, Table | None]]:
    """Every worksheet, in the order of the file."""
    return [(worksheet, find(worksheet)) for worksheet in book.worksheets]

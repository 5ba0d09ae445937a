from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from django.utils.translation import gettext

from exchange.files.book import Book, Row, Worksheet
from exchange.tables.crosses import crossed
from exchange.tables.heads import head_of
from exchange.tables.merged import across, spread
from exchange.tables.sorting import Sorter
from exchange.tables.table import Heading, LeftOut, Table
from exchange.tables.texts import joined


def tables(book: Book, known: Set[str] = frozenset()) -> list[tuple[Worksheet, Table | None]]:
    """Every worksheet, in the order of the file."""
    return [(worksheet, find(worksheet, known)) for worksheet in book.worksheets]


def find(worksheet: Worksheet, known: Set[str] = frozenset()) -> Table | None:
    """None where no row of headings is found. `known`: keys (texts.key) of headings that are likely to be there."""
    head = head_of(worksheet, known)
    if head is None:
        return None
    headings = head.headings()
    data, left = Sorter(head, headings, across(worksheet.merged)).sort(worksheet.rows[head.last + 1 :])
    rows, remarks = spread(data, worksheet.merged)
    headings = crossed(sorted([*headings, *_unheaded(headings, rows)], key=lambda each: each.column), rows)
    left_out = (*_above(worksheet.rows[: head.first]), *left)
    heading_row = worksheet.rows[head.last].number
    return Table(worksheet, tuple(headings), rows, left_out, heading_row, tuple(remarks), worksheet.name)


def _above(rows: Iterable[Row]) -> Iterator[LeftOut]:
    return (LeftOut(row.number, joined(row.parts()), gettext("above the headings")) for row in rows)


def _unheaded(headings: Sequence[Heading], rows: Iterable[Row]) -> Iterator[Heading]:
    """Columns with data that no heading stands above."""
    headed = {heading.column for heading in headings}
    found: set[int] = set()
    for row in rows:
        parts = row.parts()
        if len(parts) > len(headed) + len(found) or len(headed) < max(headed):
            found |= {at for at, part in enumerate(parts, start=1) if part and at not in headed}
    return (Heading(column, "") for column in sorted(found))

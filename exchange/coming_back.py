"""A marked file comes back with the columns of the file that it was made of, chosen by hand or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accounts.models import User
from exchange.kinds import Kind
from exchange.mapping.guessing import map_columns
from exchange.mapping.mapped import ColumnMapping
from exchange.matched import REASONS, columns_of, remember
from exchange.models import Import
from exchange.tables.across import taken_apart
from exchange.tables.table import Heading, Table
from exchange.worksheets import Worksheet, Worksheets


def expect(upload: Import, by: User) -> None:
    """To be called when the file is taken home."""
    for worksheet in Worksheets(upload):
        chosen = worksheet.mapping.choices
        for headings in _read_as(upload.kind_of, worksheet):
            mapping = map_columns(Table(worksheet.table.worksheet, tuple(headings), ()), columns_of(upload.kind_of))
            remember(upload, mapping, by, [_choice(chosen, heading) for heading in headings])


def _read_as(kind: Kind, worksheet: Worksheet) -> Iterator[Sequence[Heading]]:
    """What its headings will be read as, and as those of one year where they name several."""
    table = Table(worksheet.table.worksheet, tuple(_laid(worksheet.mapping)), ())
    yield table.headings
    if kind.across and table not in (parts := taken_apart(table, kind.across)):
        yield from (each.headings for each in parts)


def _laid(mapping: ColumnMapping) -> Iterator[Heading]:
    """Columns of crosses are laid below their heading (exchange.laying), all others below one of one cell."""
    headings = [*(match.heading for match in mapping.matches), Heading(0, str(REASONS.title))]
    return (
        replace(each, column=at) if each.marks else Heading(at, each.whole) for at, each in enumerate(headings, start=1)
    )


def _choice(chosen: Sequence[str | None], heading: Heading) -> str | None:
    return chosen[heading.column - 1] if heading.column <= len(chosen) else ""

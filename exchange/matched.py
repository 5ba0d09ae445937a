"""The columns of a sent table: what each was taken for, and its rows by those columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exchange.columns import Column
from exchange.files.book import Cell
from exchange.kinds import Kind, Row
from exchange.mapping.guessing import choose, map_columns
from exchange.mapping.mapped import ColumnMapping
from exchange.models import Import, SavedMapping, SentTable
from exchange.rows import Again, Lines
from exchange.tables.table import Heading, LeftOut, Table

REASONS = Column("reasons", _("What to mend"), left_out=_("The portal wrote this column into the marked file."))
# A root of the tree: files with the same headings come from one office.
ROOT = 4
Choices = Sequence[str | None]


def columns_of(kind: Kind) -> list[Column]:
    return [*kind.columns, REASONS]


def heading_kept(heading: Heading) -> list[Any]:
    return [heading.column, heading.title, heading.group, [[at, word] for at, word in heading.marks.items()]]


def table_of(sent: SentTable) -> Table:
    headings = tuple(Heading(at, title, group, dict(marks)) for at, title, group, marks in sent.headings)
    left_out = tuple(LeftOut(*each) for each in sent.left_out)
    return Table(None, headings, Lines(sent), left_out, sent.heading_row)  # type: ignore[arg-type]


def guessed(upload: Import, table: Table) -> ColumnMapping:
    """As the headings and what was chosen for the same ones before say."""
    saved = SavedMapping.objects.filter(kind=upload.kind, place=upload.scope_path[:ROOT])
    known = {each.headings: each.choices for each in saved}
    return map_columns(table, columns_of(upload.kind_of), known)


def mapping_of(upload: Import, table: Table) -> ColumnMapping:
    """As it stands in the import: what was guessed, or chosen since."""
    mapping = guessed(upload, table)
    return mapping if mapping.choices == upload.choices else choose(mapping, upload.choices)


def remember(upload: Import, mapping: ColumnMapping, by: User) -> None:
    SavedMapping.objects.update_or_create(
        kind=upload.kind,
        place=upload.scope_path[:ROOT],
        headings=mapping.fingerprint,
        defaults={"choices": mapping.choices, "saved_by": by},
    )


def letters(mapping: ColumnMapping) -> dict[str, str]:
    """{code of a column: where in the file it stands}."""
    return {match.column.code: match.heading.letter for match in mapping.matches if match.column}


class MappedRows(Iterable[tuple[Row, dict[str, Cell]]]):
    """Each row by its columns, and beside it the cells that hold nothing that can be read."""

    def __init__(self, mapping: ColumnMapping, table: Table):
        self.mapping, self.table = mapping, table

    def __iter__(self) -> Iterator[tuple[Row, dict[str, Cell]]]:
        for number, cells in self.mapping.rows(self.table):
            unread = {code: cell for code, cell in cells.items() if not cell.is_read}
            yield Row(number, {code: cell.text if cell.is_read else "" for code, cell in cells.items()}), unread

    @property
    def rows(self) -> Iterable[Row]:
        return Again(lambda: (row for row, _unread in self))

"""The columns of a sent table: what each was taken for, and its rows by those columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from exchange.columns import Column
from exchange.kinds import Kind
from exchange.mapping.guessing import choose, map_columns
from exchange.mapping.mapped import ColumnMapping
from exchange.models import Import, SavedMapping, SentTable
from exchange.rows import Lines
from exchange.tables.table import Heading, LeftOut, Table

REASONS = Column("reasons", _("What to mend"), left_out=_("The portal wrote this column into the marked file."))
# A root of the tree: files with the same headings come from one office.
ROOT = 4
Choices = Sequence[str | None]
Saved = dict[str, Choices]


def columns_of(kind: Kind) -> list[Column]:
    return [*kind.columns, REASONS]


def columns_for(kind: Kind, name: str) -> list[Column]:
    """Those of a table of that name: what the name says need not stand in a column."""
    said = kind.said_by_worksheet(name, is_one_of_several=False)
    return [replace(each, required=False) if each.code in said else each for each in columns_of(kind)]


def heading_kept(heading: Heading) -> list[Any]:
    return [heading.column, heading.title, heading.group, [[at, word] for at, word in heading.marks.items()]]


def table_of(sent: SentTable) -> Table:
    headings = tuple(Heading(at, title, group, dict(marks)) for at, title, group, marks in sent.headings)
    left_out = tuple(LeftOut(*each) for each in sent.left_out)
    return Table(None, headings, Lines(sent), left_out, sent.heading_row, name=sent.name)  # type: ignore[arg-type]


def saved_of(upload: Import) -> Saved:
    """{fingerprint of headings: what was chosen for them before}."""
    saved = SavedMapping.objects.filter(kind=upload.kind, place=upload.scope_path[:ROOT])
    return {each.headings: each.choices for each in saved}


def guessed(upload: Import, table: Table, saved: Saved | None = None) -> ColumnMapping:
    """As the headings and what was chosen for the same ones before say."""
    return map_columns(table, columns_for(upload.kind_of, table.name), saved_of(upload) if saved is None else saved)


def mapping_of(upload: Import, table: Table, saved: Saved | None = None) -> ColumnMapping:
    """Of the table whose columns were asked about: as it was guessed, or chosen since."""
    mapping = guessed(upload, table, saved)
    return mapping if mapping.choices == upload.choices else choose(mapping, upload.choices)


def remember(upload: Import, mapping: ColumnMapping, by: User, choices: Choices | None = None) -> None:
    """`choices`: others than those of the mapping, for the same headings."""
    SavedMapping.objects.update_or_create(
        kind=upload.kind,
        place=upload.scope_path[:ROOT],
        headings=mapping.fingerprint,
        defaults={"choices": mapping.choices if choices is None else choices, "saved_by": by},
    )


def letters(mapping: ColumnMapping) -> dict[str, str]:
    """{code of a column: where in the file it stands}."""
    return {match.column.code: match.heading.letter for match in mapping.matches if match.column}

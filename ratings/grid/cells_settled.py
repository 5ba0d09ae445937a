"""What the rows of a cell show after a save of all cells that did not go through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from ratings.grid.cells import Posted
from ratings.grid.differences import ChangedRow, Difference, differences
from ratings.models import Sheet
from ratings.sheets import entry
from ratings.sheets.entry import Entry, Row, blank, key_of
from ui.moments import moment


@dataclass(frozen=True)
class Settled:
    """Mine where I typed, theirs everywhere else."""

    rows: Entry
    raw: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    errors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meanwhile: Mapping[str, Sequence[Difference]] = field(default_factory=dict)
    words: str = ""


def settled(posted: Posted) -> Settled:
    typed, stored = posted.typed, posted.cell.stored
    if not posted.has_moved:
        return Settled(stored, typed.raw, typed.errors)
    merged = entry.merge(posted.common, stored, typed.entry)
    unread = [key for key in typed.errors if _row(stored, key) != _row(posted.common, key)]
    return Settled(
        rows={**stored, **merged.rows},
        raw={key: typed.raw[key] for key in typed.errors},
        errors=typed.errors,
        meanwhile={
            key: differences(key, posted.common.get(key), stored.get(key)) for key in (*merged.collisions, *unread)
        },
        words=_who_saved(posted.sheet),
    )


def _row(rows: Entry, key: str) -> Row:
    return rows.get(key) or blank(key)


def _who_saved(sheet: Sheet) -> str:
    if sheet.saved_by is None:
        return gettext("This cell was changed after you opened the page.")
    words = {"who": sheet.saved_by, "at": moment(sheet.saved_at)}
    return gettext("This cell was changed after you opened the page; %(who)s saved it last, at %(at)s.") % words


def unsaved_rows(posted: Posted) -> list[ChangedRow]:
    names = {key_of(each.member.pk): each.member.full_name for each in posted.cell.participants}
    return [
        ChangedRow(key, names[key], different)
        for key, row in posted.changed.items()
        if (different := differences(key, posted.cell.stored.get(key), row))
    ]

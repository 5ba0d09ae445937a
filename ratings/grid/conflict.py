"""Saved twice from one version, by two people or by one on two pages: what each changed, for the second to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext

from accounts.models import User
from ratings.grid.differences import ChangedRow, differences
from ratings.grid.reading import Typed
from ratings.models import Sheet
from ratings.sheets import entry
from ratings.sheets.entry import WORK


class KeptField(NamedTuple):
    """What was typed, in a hidden field until the conflict is decided."""

    name: str
    value: str


@dataclass(frozen=True)
class Conflict:
    """`alone`: whether nobody but the person saved meanwhile."""

    sheet: Sheet
    collisions: list[ChangedRow]
    mine: list[str]
    theirs: list[str]
    hidden: list[KeptField]
    alone: bool

    @property
    def can_save(self) -> bool:
        return self.sheet.is_editable

    @property
    def what(self) -> str:
        return gettext("Two versions") if self.can_save else gettext("Not saved")


def conflict(
    sheet: Sheet, version: int, typed: Typed, theirs: entry.Entry, names: Mapping[str, str], user: User
) -> Conflict:
    common = entry.at_version(sheet, version, theirs)
    merged = entry.merge(common, theirs, typed.entry)
    changed = entry.changes(theirs, merged.rows)
    # What can no longer be saved is shown whole, to be noted down.
    shown = merged.collisions if sheet.is_editable else [*changed]
    return Conflict(
        sheet=sheet,
        collisions=[
            ChangedRow(key, names[key], differences(key, common.get(key), theirs.get(key), typed.entry[key]))
            for key in shown
        ],
        mine=[names[key] for key in changed if key not in shown],
        theirs=[names[key] for key in merged.taken],
        hidden=[KeptField(f"{key}-{name}", value) for key in changed for name, value in _typed(key, typed).items()],
        alone=entry.savers_since(sheet, version) == {user.pk},
    )


def _typed(key: str, typed: Typed) -> dict[str, str]:
    if key == WORK:
        form = typed.work_form
        return {name: form.data.get(form.add_prefix(name), "") for name in form.fields} if form else {}
    return typed.raw[key]

"""What a person typed on a sheet and did not save, when another page writes to the sheet for them."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import User
from ratings.grid.material import Material
from ratings.models import Sheet, SheetDraft
from ratings.sheets.entry import Entry, changes
from ratings.sheets.saving import discard_draft, keep_draft


def rows(material: Material, user: User) -> Entry:
    """The saved rows, with what the person typed in them since; a draft of an older version is left to the sheet."""
    sheet = material.sheet
    draft = SheetDraft.objects.filter(user=user, sheet=sheet, version=sheet.version).first()
    return {**material.stored, **(material.read(draft.fields).entry if draft else {})}


def carry(sheet: Sheet, user: User, written: Sequence[str], *, since: int) -> None:
    """What of a draft of version `since` stays unsaved goes on from the version that stands now, without the fields now
    written.
    """
    draft = SheetDraft.objects.filter(user=user, sheet=sheet, version=since).first()
    if draft is None:
        return
    rest = {name: value for name, value in draft.fields.items() if not name.startswith(tuple(written))}
    material = Material.of(sheet)
    typed = material.read(rest)
    if typed.errors or changes(material.stored, typed.entry):
        keep_draft(sheet=sheet, version=sheet.version, fields=rest, by=user)
    else:
        discard_draft(sheet=sheet, by=user)

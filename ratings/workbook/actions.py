"""A workbook on its way into a sheet: shown, saved in one go, taken back in one go."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import history, record
from ratings.grid.material import Material
from ratings.models import Import, RatingYear, Sheet
from ratings.sheets import entry
from ratings.sheets.saving import save_rows
from ratings.workbook.contents import Contents, contents_of
from ratings.workbook.preview import Preview, preview
from ui.refusals import Refused, Stale, at
from ui.vietnamese import nfc

NAME_LENGTH = 200


class Skipped(NamedTuple):
    """A cell that was left out because it was wrong; kept with the import as a list."""

    address: str
    name: str
    sentence: str


class AlreadyDone(Exception):
    """The same import was saved, or taken back, before."""


def upload(*, sheet: Sheet, file_name: str, content: bytes, by: User) -> Import:
    """Only read and kept to be shown; replaces what the person sent before and did not save. Raises Refused.

    The same file sent again for the same sheet is the one that waits already.
    """
    with at("workbook"):
        contents = contents_of(content, sheet).to_json()
    same = {"file_sha256": sha256(content).hexdigest(), "sheet_version": sheet.version}
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        waiting = sheet.imports.filter(state=Import.State.PREVIEWED, uploaded_by=by)
        if sent := waiting.filter(**same).first():
            return sent
        waiting.delete()
        return Import.objects.create(
            sheet=sheet, file_name=nfc(file_name)[:NAME_LENGTH], contents=contents, uploaded_by=by, **same
        )


def renew(*, upload: Import, by: User) -> None:
    """Compare the same file with the sheet as it is now."""
    waiting = Import.objects.filter(pk=upload.pk, state=Import.State.PREVIEWED)
    waiting.update(sheet_version=upload.sheet.version, uploaded_by=by, uploaded_at=timezone.now())


@transaction.atomic
def commit(*, upload: Import, version: int, skip_wrong: bool, by: User) -> Preview:
    """All rows or none; rows with errors are left out only when that was chosen.

    `version` is that of the sheet in the preview the person saw: Stale when the sheet, or the preview, is another.
    """
    _claim(upload, Import.State.PREVIEWED)
    sheet = upload.sheet
    if not version == upload.sheet_version == sheet.version:
        raise Stale
    material = Material.of(sheet)
    shown = preview(Contents.from_json(upload.contents), material)
    if shown.wrong and not skip_wrong:
        raise Refused(gettext("Rows with errors are in the file. Correct them, or choose to leave them out."))
    if not shown.rows:
        raise Refused(gettext("There is nothing to save: what the file holds is on the sheet already."))
    upload.changes = entry.changes(material.stored, shown.rows)
    upload.skipped = [
        Skipped(problem.address, line.name, problem.sentence) for line in shown.wrong for problem in line.problems
    ]
    upload.committed_version = save_rows(sheet=sheet, rows=shown.rows, version=version, by=by)
    upload.committed_at, upload.committed_by = timezone.now(), by
    # What was not saved of the file is not kept either.
    upload.state, upload.contents = Import.State.COMMITTED, {}
    upload.save()
    record(
        by=by,
        verb="sheet.import",
        target=sheet,
        version=sheet.version,
        upload=upload.pk,
        file=upload.file_sha256,
        rows=len(shown.rows),
        skipped=[line.number for line in shown.wrong],
    )
    return shown


@transaction.atomic
def undo(*, upload: Import, by: User) -> None:
    """Every row that the import changed is again what it was before."""
    _claim(upload, Import.State.COMMITTED)
    sheet = upload.sheet
    if why_not := undo_barred(upload):
        raise Refused(why_not)
    stored = entry.stored(sheet)
    rows = {
        key: {**(stored.get(key) or entry.blank(key)), **{name: old for name, (old, _new) in fields.items()}}
        for key, fields in upload.changes.items()
    }
    save_rows(sheet=sheet, rows=rows, version=sheet.version, by=by)
    upload.state, upload.undone_at, upload.undone_by = Import.State.UNDONE, timezone.now(), by
    upload.save()
    record(by=by, verb="sheet.import_undo", target=sheet, version=sheet.version, upload=upload.pk, rows=len(rows))


def undo_barred(upload: Import) -> str:
    """Why it cannot be taken back, in a sentence; empty when it can."""
    sheet = upload.sheet
    if not sheet.is_editable:
        return gettext("The sheet can no longer be changed: it is submitted or approved, or the year is closed.")
    saves = history(sheet).filter(verb__in=entry.ROW_VERBS)
    later = [event.data["changes"] for event in saves if event.data["version"] > (upload.committed_version or 0)]
    if touched := {key for changes in later for key in changes if key in upload.changes}:
        return gettext(
            "Rows of this import were changed after it (%(count)s). Taking it back would lose that; correct the rows "
            "on the sheet instead."
        ) % {"count": len(touched)}
    return ""


def note_download(*, target: Sheet | RatingYear, what: str, by: User, **data: Any) -> None:
    record(by=by, verb=f"{what}.download", target=target, **data)


def _claim(upload: Import, state: Import.State) -> None:
    """One of two that come at once; it writes the row it looks at, so that the other waits and then finds it done."""
    if Import.objects.filter(pk=upload.pk, state=state).update(state=state) != 1:
        raise AlreadyDone
    upload.refresh_from_db()

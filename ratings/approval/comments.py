"""A word on a sheet that decides nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import history, record
from ratings.models import Sheet
from ratings.notices import sheets as notices
from ui.refusals import need
from ui.vietnamese import nfc_lines


@transaction.atomic
def comment(*, sheet: Sheet, text: str, by: User) -> bool:
    """False where it is this person's last word on the sheet already."""
    need(text, gettext("Write the comment first."))
    if _last_comment(sheet, by) == nfc_lines(text):
        return False
    line = record(by=by, verb="sheet.comment", target=sheet, reason=nfc_lines(text))
    notices.commented(sheet, line, by=by)
    return True


def _last_comment(sheet: Sheet, by: User) -> str:
    last = history(sheet).filter(actor=by, verb="sheet.comment").first()
    return last.reason if last else ""

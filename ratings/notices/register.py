"""What a change of the register does to sheets that were submitted: a word before; a line and a notice after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.trail.record import record
from members.changes import Change
from notices.telling import tell
from organizations.recipients import who_may
from ratings.models import Sheet
from ratings.notices import words
from ratings.notices.sheets import about, enterers
from ratings.notices.touched import Touch, hold, touched
from ratings.sheets.since_submission import VERB, How


def foreseen(change: Change) -> list[str]:
    """What would come of it, in sentences."""
    return [_sentence(touch) for touch in touched(change)]


def happened(*, change: Change, event: int, by: User, **_signal: Any) -> None:
    hold(change)
    for touch in touched(change):
        sheet = touch.sheet
        record(by=by, verb=VERB, target=sheet, how=touch.how, name=touch.name, member=touch.member_id, on=_on(touch))
        news = about(
            sheet,
            words.MOVED,
            event,
            how=touch.how,
            member=touch.name,
            on=_on(touch),
            by=str(by),
            approved=sheet.state == Sheet.State.APPROVED,
        )
        tell(news, [*enterers(sheet), *who_may(Permission.DECIDE_SHEETS, sheet.organization)], by=by)


def _on(touch: Touch) -> str:
    return touch.on.isoformat() if touch.on else ""


def _sentence(touch: Touch) -> str:
    sheet = touch.sheet
    return _FORESEEN[touch.how]() % {
        "name": sheet.name,
        "year": sheet.rating_year,
        "state": sheet.get_state_display().lower(),
        "member": touch.name,
        "advice": words.moved_advice(sheet.state == Sheet.State.APPROVED),
    }


_FORESEEN = {
    How.CAME: lambda: gettext("The sheet of %(year)s, %(name)s, is %(state)s and will lack 1 row. %(advice)s"),
    How.LEFT: lambda: gettext("The sheet of %(year)s, %(name)s, is %(state)s and will have 1 row too many. %(advice)s"),
    How.FILE: lambda: gettext(
        "The sheet of %(year)s, %(name)s, is %(state)s; its check will see %(member)s by these facts. %(advice)s"
    ),
    How.DISCIPLINE: lambda: gettext(
        "The sheet of %(year)s, %(name)s, is %(state)s; this discipline of %(member)s counts in it. %(advice)s"
    ),
}

"""What a change of the register does to sheets that were submitted: a word before; a line and a notice after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.trail.record import record_each
from members.changes import Change
from notices.telling import tell
from organizations.recipients import who_may
from ratings.models import Sheet
from ratings.notices import words
from ratings.notices.sheets import about, enterers
from ratings.notices.touched import Touch, hold, touched
from ratings.sheets.since_submission import VERB, How
from ui.words import named


def foreseen(change: Change) -> list[str]:
    """What would come of it, in sentences."""
    return [_sentence(touch) for touch in touched(change)]


def happened(*, change: Change, event: int | str, by: User, **_signal: Any) -> None:
    hold(change)
    for touches in _by_sheet(touched(change)):
        _told(touches, event, by)


def _by_sheet(touches: Iterable[Touch]) -> Iterable[list[Touch]]:
    """What happened to one sheet in one way is one notice, however many came by a file."""
    found: defaultdict[tuple[int, How], list[Touch]] = defaultdict(list)
    for touch in touches:
        found[touch.sheet.pk, touch.how].append(touch)
    return found.values()


def _told(touches: list[Touch], event: int | str, by: User) -> None:
    [touch, *others] = touches
    sheet = touch.sheet
    record_each(by=by, verb=VERB, lines=[(sheet, _line(each)) for each in touches])
    news = about(
        sheet,
        words.MOVED,
        f"{event}-{touch.how}",
        how=touch.how,
        member=named([each.name for each in touches]),
        count=len(touches),
        on="" if others else _on(touch),
        by=str(by),
        approved=sheet.state == Sheet.State.APPROVED,
    )
    tell(news, [*enterers(sheet), *who_may(Permission.DECIDE_SHEETS, sheet.organization)], by=by)


def _line(touch: Touch) -> dict[str, Any]:
    return {"how": touch.how, "name": touch.name, "member": touch.member_id, "on": _on(touch)}


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
    How.OFFICE: lambda: gettext(
        "The sheet of %(year)s, %(name)s, is %(state)s; its check sees the offices of %(member)s. %(advice)s"
    ),
    How.DISCIPLINE: lambda: gettext(
        "The sheet of %(year)s, %(name)s, is %(state)s; this discipline of %(member)s counts in it. %(advice)s"
    ),
}

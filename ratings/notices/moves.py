"""Members who come to a cell or leave it after its sheet was submitted: a word before, and a notice after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from members.moves import Move
from notices.telling import tell
from organizations.recipients import who_may
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.notices import words
from ratings.notices.sheets import about, enterers

ON_ITS_WAY = (Sheet.State.SUBMITTED, Sheet.State.APPROVED)


def foreseen(move: Move) -> list[str]:
    """What would come of it, in sentences."""
    return [_sentence(sheet, move) for sheet in _touched(move)]


def happened(*, move: Move, event: int, by: User, **_signal: Any) -> None:
    for sheet in _touched(move):
        news = about(
            sheet,
            words.MOVED,
            event,
            member=move.member.full_name,
            came=_came(sheet, move),
            on=move.on.isoformat(),
            by=str(by),
            approved=sheet.state == Sheet.State.APPROVED,
        )
        tell(news, [*enterers(sheet), *who_may(Permission.DECIDE_SHEETS, sheet.organization)], by=by)


def _sentence(sheet: Sheet, move: Move) -> str:
    name, state = sheet.organization.name, sheet.get_state_display().lower()
    advice = words.moved_advice(sheet.state == Sheet.State.APPROVED)
    if _came(sheet, move):
        sentence = gettext("The sheet of %(year)s, %(name)s, is %(state)s and will lack 1 row. %(advice)s")
    else:
        sentence = gettext("The sheet of %(year)s, %(name)s, is %(state)s and will have 1 row too many. %(advice)s")
    return sentence % {"name": name, "year": sheet.rating_year, "state": state, "advice": advice}


def _came(sheet: Sheet, move: Move) -> bool:
    return move.target is not None and sheet.organization_id == move.target.pk


def _touched(move: Move) -> Iterator[Sheet]:
    """Sheets of open years that were submitted, of the cells between which the member moves before their day."""
    places = [place for place in (move.source, move.target) if place is not None]
    sheets = Sheet.objects.filter(
        organization__in=places, state__in=ON_ITS_WAY, rating_year__state=RatingYear.State.OPEN
    )
    related = sheets.select_related("rating_year", "organization__parent__parent", "submitted_by")
    yield from (sheet for sheet in related if move.on <= roster.day_of(sheet.rating_year.year))

"""Why a sheet can only be read, and who may change that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from ratings.models import RatingYear, ReopeningRequest, Sheet
from ratings.progress.locked import left_words, locked_words
from ratings.reopening.forms import AskForm
from ratings.transitions import Transition, reaches, refusal


@dataclass(frozen=True)
class ReadOnly:
    """Without a title where the page says the state already; `reason` is as the office typed it at the close.

    `asked`: the request that waits; `form`: by which the person asks, where none does.
    """

    title: str
    sentences: tuple[str, ...]
    reason: str = ""
    is_locked: bool = False
    asked: ReopeningRequest | None = None
    form: AskForm | None = None

    @property
    def tone(self) -> str:
        return "locked" if self.is_locked else "info"


def read_only(sheet: Sheet, user: User) -> ReadOnly | None:
    """None where the person may change it."""
    rating_year = sheet.rating_year
    if rating_year.state == RatingYear.State.CLOSED:
        return _locked_sheet(sheet, _with_request(locked(rating_year, left_words(sheet)), sheet, user))
    if not rating_year.is_open:
        return ReadOnly(gettext("The rating year %(year)s is not open yet.") % {"year": rating_year}, ())
    if sheet.state not in Sheet.State.editable():
        return _with_request(_on_its_way(sheet), sheet, user)
    if reaches(user, Permission.EDIT_SHEETS, sheet):
        return None
    words = gettext("%(name)s enters this sheet; you can read it.") % {"name": sheet.name}
    return ReadOnly(words, (_decided_by(sheet),))


def locked(rating_year: RatingYear, *sentences: str) -> ReadOnly:
    needed = gettext("To correct something, the year has to be reopened by the organisation board.")
    return ReadOnly(locked_words(rating_year), (*sentences, needed), rating_year.closing_reason, is_locked=True)


def _locked_sheet(sheet: Sheet, why: ReadOnly) -> ReadOnly:
    """Beside the button by which its reopening is asked for the words are of the sheet, too."""
    if why.form is None:
        return why
    words = gettext(
        "To correct something, ask to reopen this sheet: if the organisation board agrees, it reopens the "
        "year %(year)s."
    )
    return replace(why, sentences=(*why.sentences[:-1], words % {"year": sheet.rating_year}))


def _with_request(why: ReadOnly, sheet: Sheet, user: User) -> ReadOnly:
    waiting = sheet.reopening_requests.waiting().select_related("asked_by", "sheet__rating_year").first()
    may_ask = waiting is None and not refusal(sheet, Transition.ASK_REOPENING, user)
    return replace(why, asked=waiting, form=AskForm() if may_ask else None)


def _on_its_way(sheet: Sheet) -> ReadOnly:
    if sheet.state == Sheet.State.APPROVED:
        words = gettext("To correct it, the organisation board reopens the sheet by a decision.")
        return ReadOnly("", (words,))
    words = gettext(
        "To correct it, %(name)s withdraws it while nobody has decided, or %(decider)s returns it with a reason."
    )
    said = {"name": sheet.name, "decider": sheet.decider or ""}
    return ReadOnly("", (words % said,))


def _decided_by(sheet: Sheet) -> str:
    return gettext("%(name)s decides on it.") % {"name": sheet.decider or ""}

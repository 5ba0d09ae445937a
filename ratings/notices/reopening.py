"""Who is told that a sheet should be reopened, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from accounts.models import User
from notices.telling import News, tell
from organizations.recipients import who_may
from ratings.models import ReopeningRequest
from ratings.notices import reopening_words as words
from ratings.notices.sheets import about
from ratings.transitions import TABLE, Transition


def asked(request: ReopeningRequest, *, by: User) -> None:
    permission = TABLE[Transition.REFUSE_REOPENING].permission_in(request.sheet.rating_year)
    news = _news(request, words.ASKED, by=str(by), reason=request.reason)
    tell(news, who_may(permission, request.sheet.organization), by=by)


def answered(request: ReopeningRequest, *, by: User) -> None:
    news = _news(request, words.ANSWERED, by=str(by), outcome=request.outcome, reason=request.answer)
    tell(news, [request.asked_by] if request.asked_by.is_active else [], by=by)


def _news(request: ReopeningRequest, kind: str, **said: str) -> News:
    """As news about the sheet, and leading to the request."""
    return replace(about(request.sheet, kind, request.pk, **said), url=request.get_absolute_url())

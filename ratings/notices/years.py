"""Everyone who enters sheets or decides on them is told of the year's round."""

from __future__ import annotations

from typing import Any

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from notices.telling import News, tell
from organizations.recipients import how_many_may, who_may_below
from organizations.roots import prefix_of
from ratings.models import RatingYear
from ratings.notices import year_words as words
from ui.root_addresses import page_of

TOLD = (Permission.EDIT_SHEETS, Permission.DECIDE_SHEETS)
DUE_DATES = ("cells_due_on", "grassroots_due_on")


def opened(rating_year: RatingYear, line: AuditEvent) -> None:
    _tell(rating_year, opening(rating_year, line.pk, by=str(line.actor or "")), line.actor)


def opening(rating_year: RatingYear, deed: int, *, by: str) -> News:
    return _news(rating_year, words.OPENED, deed, by=by, **_due_dates(rating_year))


def closed(rating_year: RatingYear, line: AuditEvent) -> None:
    _done(rating_year, words.CLOSED, line, reason=line.reason, decision_number=line.data["decision_number"])


def unclosed(rating_year: RatingYear, line: AuditEvent) -> None:
    _done(rating_year, words.REOPENED, line, undone=True)


def reopened(rating_year: RatingYear, line: AuditEvent) -> None:
    _done(rating_year, words.REOPENED, line, reason=line.reason)


def recipients(rating_year: RatingYear) -> list[User]:
    everybody = [person for permission in TOLD for person in who_may_below(permission, rating_year.root)]
    return list({person.pk: person for person in everybody}.values())


def number_of_recipients(rating_year: RatingYear, by: User) -> int:
    """Of what this person does."""
    return how_many_may(*TOLD, under=rating_year.root, but=by)


def changed(rating_year: RatingYear, line: AuditEvent) -> None:
    """Of the settings only the days by which somebody has to be ready, and only of an open year."""
    if rating_year.is_open and any(name in line.data["changes"] for name in DUE_DATES):
        _done(rating_year, words.MOVED, line, reason=line.reason, **_due_dates(rating_year))


def _news(rating_year: RatingYear, kind: str, deed: int, **data: Any) -> News:
    """`deed`, a line of the trail, tells this one from the same on another day."""
    return News(
        kind,
        f"{kind}:{rating_year.pk}:{deed}",
        prefix_of(rating_year.root) + page_of(rating_year.get_absolute_url()),
        {"year": rating_year.year, **data},
        Permission.VIEW_SHEETS,
    )


def _tell(rating_year: RatingYear, news: News, by: User | None) -> None:
    tell(news, recipients(rating_year), by=by)


def _done(rating_year: RatingYear, kind: str, line: AuditEvent, **data: Any) -> None:
    _tell(rating_year, _news(rating_year, kind, line.pk, by=str(line.actor or ""), **data), line.actor)


def _due_dates(rating_year: RatingYear) -> dict[str, str]:
    return {name: getattr(rating_year, name).isoformat() for name in DUE_DATES}

"""What is due soon or overdue, told in the portal on the days of the letters (ratings.progress.reminders)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.db import transaction

from accounts.permissions import Permission
from notices.telling import News, tell
from organizations.models import Assignment
from ratings.notices import words
from ratings.progress.board import LATE, Progress
from ratings.progress.reminders import Letter, of_today


@transaction.atomic
def remind(today: date, asked: bool = False) -> int:
    """Everyone once a day for each place, with an address for letters or without; how many people."""
    letters = of_today(today, Assignment.objects.all(), asked)
    for letter in letters:
        for news in _news(letter, today):
            tell(news, [letter.user])
    return len(letters)


def _news(letter: Letter, today: date) -> Iterator[News]:
    """The own sheets one by one; those below together, by the committee that decides on them."""
    for progress in letter.own:
        yield _of([progress], progress.url, Permission.VIEW_SHEETS, progress.organization.path, today)
    for path, listed in groupby(sorted(letter.below, key=_decider), key=_decider):
        board = f"{letter.rating_year.get_absolute_url()}?state={LATE}"
        yield _of(list(listed), board, Permission.DECIDE_SHEETS, path, today)


def _decider(progress: Progress) -> str:
    decider = progress.organization.decider
    return decider.path if decider else ""


def _of(listed: Sequence[Progress], url: str, permission: Permission, place: str, today: date) -> News:
    rating_year, due = listed[0].rating_year, min(progress.due for progress in listed)
    names = [progress.organization.name for progress in listed]
    data = {"year": rating_year.year, "due": due.isoformat(), "left": (due - today).days, "names": names}
    key = f"{words.DUE}:{rating_year.year}:{today.isoformat()}:{permission}:{place}"
    return News(words.DUE, key, url, data, permission, place)

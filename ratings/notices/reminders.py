"""What is due soon or overdue, told in the portal on the days of the letters (ratings.progress.reminders)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.db import transaction
from django.urls import reverse

from accounts.permissions import Permission
from notices.models import Muted
from notices.telling import News, tell_each
from organizations.models import Assignment, Organization
from ratings.models import RatingYear
from ratings.notices import words
from ratings.progress.board import LATE, Progress
from ratings.progress.deadlines import due_on
from ratings.progress.letters import OfYear
from ratings.progress.reminders import of_today


@transaction.atomic
def remind(today: date) -> int:
    """Everyone once a day for each place, with an address for letters or without; how many people."""
    letters = of_today(today, Assignment.objects.all())
    muted = set(Muted.objects.filter(kind=words.DUE).values_list("user", flat=True))
    listening = [letter for letter in letters if letter.user.pk not in muted]
    tell_each((news, letter.user) for letter in listening for each in letter.years for news in _news(each, today))
    return len(letters)


def of_own(organization: Organization, rating_year: RatingYear, today: date) -> News:
    """Of the sheet that this organisation submits."""
    url = reverse("ratings:sheet", args=[rating_year.year, organization.pk])
    return _of([organization], rating_year, url, Permission.VIEW_SHEETS, organization.path, today)


def due_key(rating_year: RatingYear, today: date, permission: Permission, place: str) -> str:
    return f"{words.DUE}:{rating_year.year}:{today.isoformat()}:{permission}:{place}"


def _news(told: OfYear, today: date) -> Iterator[News]:
    """The own sheets one by one; those below together, by the committee that decides on them."""
    for progress in told.own:
        yield of_own(progress.organization, told.rating_year, today)
    for path, listed in groupby(sorted(told.below, key=_decider), key=_decider):
        board = f"{told.rating_year.get_absolute_url()}?state={LATE}"
        organizations = [progress.organization for progress in listed]
        yield _of(organizations, told.rating_year, board, Permission.DECIDE_SHEETS, path, today)


def _decider(progress: Progress) -> str:
    decider = progress.organization.decider
    return decider.path if decider else ""


def _of(
    listed: Sequence[Organization],
    rating_year: RatingYear,
    url: str,
    permission: Permission,
    place: str,
    today: date,
) -> News:
    due = min(due_on(each, rating_year) for each in listed)
    names = [each.name for each in listed]
    data = {"year": rating_year.year, "due": due.isoformat(), "left": (due - today).days, "names": names}
    return News(words.DUE, due_key(rating_year, today, permission, place), url, data, permission, place)

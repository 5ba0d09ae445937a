"""Requests to reopen that wait for the answer of whoever can."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from ratings.models import ReopeningRequest
from ratings.reopening.filters import MINE
from ui.components import Link
from ui.moments import moment
from ui.waiting import SHOWN, Group, Task

# Of the reason, in words.
SAID = 30


def reopenings_waiting(user: User) -> Iterator[Group]:
    if not (user.holds(Permission.REOPEN_SHEETS) or user.holds(Permission.MANAGE_RATING_YEARS)):
        return
    related = ("asked_by", "sheet__organization", "sheet__rating_year")
    found = ReopeningRequest.objects.waiting_for(user).select_related(*related).order_by("asked_at", "pk")
    if listed := list(found[: SHOWN + 1]):
        years = sorted({each.sheet.rating_year.year for each in listed}, reverse=True)
        yield Group(gettext("Requests to reopen"), [_task(each) for each in listed[:SHOWN]], links=_links(years))


def _links(years: list[int]) -> list[Link]:
    words = gettext("All requests of %(year)s that wait for my answer")
    address = "ratings:reopening_requests"
    return [Link(words % {"year": year}, f"{reverse(address, args=[year])}?state={MINE}") for year in years]


def _task(asked: ReopeningRequest) -> Task:
    return Task(
        f"{asked.sheet.name} · {asked.sheet.rating_year}",
        asked.get_absolute_url(),
        Truncator(asked.reason).words(SAID),
        gettext("%(name)s asked at %(at)s") % {"name": asked.asked_by, "at": moment(asked.asked_at)},
        action=gettext("Look and answer"),
    )

"""Appeals that wait for the answer of whoever decides."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from ratings.appeals.filters import MINE
from ratings.appeals.lists import waiting_for
from ratings.models import Appeal
from ui.components import Link
from ui.moments import day
from ui.waiting import SHOWN, Group, Task


def appeals_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.DECIDE_SHEETS):
        return
    related = ("member", "sheet__organization", "sheet__rating_year")
    found = waiting_for(user).select_related(*related).order_by("received_on", "pk")[: SHOWN + 1]
    if listed := list(found):
        years = sorted({appeal.sheet.rating_year.year for appeal in listed}, reverse=True)
        yield Group(gettext("Appeals to answer"), [_task(appeal) for appeal in listed[:SHOWN]], links=_links(years))


def _links(years: list[int]) -> list[Link]:
    words = gettext("All appeals of %(year)s that wait for my answer")
    return [Link(words % {"year": year}, f"{reverse('ratings:appeals', args=[year])}?state={MINE}") for year in years]


def _task(appeal: Appeal) -> Task:
    return Task(
        f"{appeal.subject} · {appeal.sheet.rating_year}",
        appeal.get_absolute_url(),
        appeal.sheet.name,
        gettext("received on %(day)s") % {"day": day(appeal.received_on)},
        action=gettext("Look and answer"),
    )

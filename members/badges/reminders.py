"""Before each day of giving, cells and committees are told how many of theirs reach a badge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from members.badges import words
from members.badges.reckoning import batch_from, due_at
from members.models import Membership
from notices.models import Muted
from notices.telling import News, tell_each
from organizations.models import Assignment

DAYS_BEFORE = (60, 30)
# Who writes the proposal and who looks it through; whoever only reads has the list.
TOLD = (Role.CLERK, Role.COMMITTEE, Role.OFFICE)


@transaction.atomic
def remind(today: date) -> int:
    """How many people are told; each once for each place and day."""
    batch = batch_from(today)
    if (batch - today).days not in DAYS_BEFORE:
        return 0
    told = list(_news(batch, today))
    tell_each(told)
    return len({person.pk for _news, person in told})


def _news(batch: date, today: date) -> Iterator[tuple[News, User]]:
    paths = _paths(batch)
    muted = set(Muted.objects.filter(kind=words.DUE).values_list("user", flat=True))
    acting = Assignment.objects.on(today).filter(role__in=TOLD, user__is_active=True)
    for each in acting.select_related("user", "organization").order_by("pk"):
        place = each.organization
        count = bisect_left(paths, f"{place.path}~") - bisect_left(paths, place.path)
        if count and each.user_id not in muted:
            data = {"count": count, "batch": batch.isoformat(), "place": place.name}
            key = f"{words.DUE}:{batch.isoformat()}:{(batch - today).days}:{place.path}"
            url = f"{reverse('members:list')}?status=badge&organization={place.pk}"
            yield News(words.DUE, key, url, data, Permission.VIEW_MEMBERS, place.path), each.user


def _paths(batch: date) -> list[str]:
    """Of the cell of each who reaches a badge, in order."""
    belongs = Membership.objects.filter(until=None, member__in=due_at(batch).values("pk"))
    return sorted(belongs.order_by().values_list("organization__path", flat=True))

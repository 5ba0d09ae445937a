"""Cases past their limit, for those who oversee them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from inspections.limits import Spent, past_limit, spent
from inspections.models import Case, CaseQuerySet

SHOWN = 3


@dataclass(frozen=True)
class OpenCases:
    """`shown`: those past their limit by most; `over`: how many are past it; `count`: all that are under way."""

    shown: Sequence[Spent]
    over: int
    count: int
    url: str


def open_cases(user: User) -> OpenCases | None:
    if not user.holds(Permission.VIEW_CASES):
        return None
    today = timezone.localdate()
    under_way = Case.objects.visible_to(user).filter(concluded_on=None)
    limits = past_limit(today)
    over = reduce(or_, limits)
    counts = under_way.aggregate(count=Count("pk"), over=Count("pk", filter=over))
    return OpenCases(_longest(under_way, limits, today), **counts, url=f"{reverse('inspections:list')}?state=open")


def _longest(under_way: CaseQuerySet, limits: Sequence[Q], today: date) -> list[Spent]:
    """Of one limit whoever began first is past it by most: the first of each are enough to choose from."""
    first = [under_way.filter(limit).order_by("opened_on", "pk").values("pk")[:SHOWN] for limit in limits]
    found = Case.objects.filter(reduce(or_, (Q(pk__in=some) for some in first)))
    all_of_them = [spent(case, today) for case in found.select_related("member", "organization")]
    return sorted(all_of_them, key=lambda one: -one.over)[:SHOWN]

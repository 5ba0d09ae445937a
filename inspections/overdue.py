"""Cases past their limit, for those who oversee them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from inspections.limits import Spent, spent
from inspections.models import Case

SHOWN = 3


@dataclass(frozen=True)
class OpenCases:
    """`over`: past their limit, the longest first; `count`: all that are under way."""

    over: Sequence[Spent]
    count: int
    url: str

    @property
    def shown(self) -> Sequence[Spent]:
        return self.over[:SHOWN]


def open_cases(user: User) -> OpenCases | None:
    if not user.holds(Permission.VIEW_CASES):
        return None
    today = timezone.localdate()
    found = Case.objects.visible_to(user).filter(concluded_on=None).select_related("member", "organization")
    all_of_them = [spent(case, today) for case in found]
    over = sorted((one for one in all_of_them if one.over), key=lambda one: -one.over)
    return OpenCases(over, len(all_of_them), f"{reverse('inspections:list')}?state=open")

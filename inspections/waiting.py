"""Cases under way, for those who keep them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Case
from ui.components import Link
from ui.moments import day
from ui.waiting import SHOWN, Group, Task


def cases_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.EDIT_CASES):
        return
    open_ones = Case.objects.visible_to(user, Permission.EDIT_CASES).filter(concluded_on=None)
    oldest = list(open_ones.select_related("member", "organization").order_by("opened_on", "pk")[: SHOWN + 1])
    tasks = [
        Task(
            f"{case.number} · {case.subject}",
            case.get_absolute_url(),
            case.get_kind_display(),
            gettext("decision of %(day)s") % {"day": day(case.opened_on)},
            action=gettext("Look"),
        )
        for case in oldest[:SHOWN]
    ]
    yield Group(
        gettext("Cases under way"),
        tasks,
        note="" if tasks else gettext("No case is under way."),
        links=[
            Link(gettext("All cases under way"), f"{reverse('inspections:list')}?state=open"),
            Link(gettext("Enter a case"), reverse("inspections:open")),
        ],
    )

"""Cases under way, for those who keep them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.limits import Spent, limit_rule, spent
from inspections.models import Case
from inspections.outcomes import stage
from ui.components import Link
from ui.moments import day
from ui.waiting import SHOWN, Group, Task


def cases_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.EDIT_CASES):
        return
    shown = _longest_unfinished(user)
    if due := [case for case in shown if case.concluded_on]:
        yield _to_be_applied(due)
    today = timezone.localdate()
    tasks = [_task(spent(case, today)) for case in shown if not case.concluded_on]
    yield Group(
        gettext("Cases under way"),
        tasks,
        note=limit_rule() if tasks else gettext("No case is under way."),
        links=[
            Link(gettext("All cases under way"), f"{reverse('inspections:list')}?state=open"),
            Link(gettext("Add a case"), reverse("inspections:open")),
        ],
    )


def _longest_unfinished(user: User) -> list[Case]:
    """Of those under way and of those with a discipline due as many as are shown, however many there are."""
    unfinished = Case.objects.visible_to(user, Permission.EDIT_CASES).unfinished()
    under_way = unfinished.filter(concluded_on=None).order_by("opened_on", "pk").values("pk")[:SHOWN]
    due = unfinished.exclude(concluded_on=None).order_by("concluded_on", "opened_on", "pk").values("pk")[:SHOWN]
    shown = Case.objects.filter(Q(pk__in=under_way) | Q(pk__in=due)).select_related("member", "organization")
    return list(shown.order_by("concluded_on", "opened_on", "pk"))


def _to_be_applied(due: list[Case]) -> Group:
    tasks = [
        Task(
            f"{case.number} · {case.subject}",
            case.get_absolute_url(),
            f"{case.get_kind_display()} · {case.get_basis_display()}",
            stage(case),
            action=gettext("Enter a discipline"),
        )
        for case in due
    ]
    link = Link(gettext("All whose discipline is not applied yet"), f"{reverse('inspections:list')}?state=due")
    return Group(gettext("Concluded, discipline not applied yet"), tasks, links=[link])


def _task(one: Spent) -> Task:
    """How far it is, and what of its time is used where a limit is known."""
    return Task(
        f"{one.case.number} · {one.case.subject}",
        one.case.get_absolute_url(),
        f"{one.case.get_kind_display()} · {one.case.get_basis_display()}",
        _used(one),
        late=bool(one.over),
    )


def _used(one: Spent) -> str:
    since = gettext("decision of %(day)s") % {"day": day(one.case.opened_on)}
    if one.limit is None:
        used = ngettext("%(days)s working day", "%(days)s working days", one.days) % {"days": one.days}
    else:
        used = gettext("%(days)s working days of %(limit)s") % {"days": one.days, "limit": one.limit}
    over = ngettext("%(days)s day over", "%(days)s days over", one.over) % {"days": one.over}
    return ", ".join([since, used, over] if one.over else [since, used])

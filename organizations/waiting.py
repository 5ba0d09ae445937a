"""What whoever keeps accounts should look at: accounts without a role, and those that nobody has used yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Assignment, users_managed_by
from ui.components import Link
from ui.waiting import Group, Task

SHOWN = 5


def accounts_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.MANAGE_USERS):
        return
    managed = users_managed_by(user).filter(is_active=True).order_by("full_name", "pk")
    acting = Exists(Assignment.objects.on(timezone.localdate()).filter(user=OuterRef("pk")))
    without_role = managed.exclude(acting)
    unused = managed.filter(acting, last_login=None)
    tasks = [_task(one, gettext("No role yet")) for one in without_role[:SHOWN]]
    tasks += [_task(one, gettext("Never signed in")) for one in unused[:SHOWN]]
    yield Group(
        gettext("Accounts"),
        tasks,
        note=f"{_without_role(without_role.count())} · {_unused(unused.count())}",
        links=[Link(gettext("Users and roles"), reverse("organizations:users"))],
    )


def _task(person: User, state: str) -> Task:
    return Task(person.full_name, reverse("organizations:user", args=[person.pk]), state, action=gettext("Look"))


def _without_role(count: int) -> str:
    return ngettext("%(count)s account without a role", "%(count)s accounts without a role", count) % {"count": count}


def _unused(count: int) -> str:
    words = ngettext("%(count)s account with a role never used", "%(count)s accounts with a role never used", count)
    return words % {"count": count}

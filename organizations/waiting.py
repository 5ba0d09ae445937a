"""What whoever keeps accounts should look at: who has no role, whose role ends soon, which accounts nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.lists_users import LONG_AWAY
from organizations.models import Assignment, users_managed_by
from organizations.namesakes import named_apart, under
from ui.components import Link
from ui.moments import day
from ui.waiting import Group, Task

SHOWN = 5
ENDS_SOON = timedelta(days=30)


def accounts_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.MANAGE_USERS):
        return
    today, managed = timezone.localdate(), users_managed_by(user)
    without_role = _without_role(managed, today)
    tasks = [_to_be_given(one) for one in without_role[:SHOWN]]
    tasks += [_to_end(one, today) for one in _ending(user, today)]
    tasks += _counts(managed)
    count = without_role.count()
    yield Group(
        gettext("Accounts"),
        tasks,
        note=_note(count) if tasks else gettext("Every account has a role and is used."),
        links=[Link(gettext("Users and roles"), reverse("organizations:users")), *_more(count)],
    )


def _without_role(managed: QuerySet[User], today: date) -> QuerySet[User]:
    acting = Exists(Assignment.objects.on(today).filter(user=OuterRef("pk")))
    found = managed.filter(is_active=True).exclude(acting)
    return found.annotate(ended=Max("assignments__until", filter=Q(assignments__until__lt=today))).order_by(
        "sort_key", "pk"
    )


def _to_be_given(person: User) -> Task:
    ended: date | None = person.ended  # type: ignore[attr-defined]
    state = gettext("Role ended on %(day)s") % {"day": day(ended)} if ended else gettext("No role yet")
    return Task(person.full_name, _url(person), state, action=gettext("Give a role"))


def _ending(user: User, today: date) -> QuerySet[Assignment]:
    soon = Assignment.objects.visible_to(user).filter(until__range=(today, today + ENDS_SOON), since__lte=today)
    told = soon.select_related("user", "organization").annotate(under=under("organization__"))
    return told.filter(user__is_active=True).order_by("until", "pk")[:SHOWN]


def _to_end(one: Assignment, today: date) -> Task:
    left = (one.until - today).days if one.until else 0
    when = ngettext("ends in %(count)s day", "ends in %(count)s days", left) % {"count": left}
    role = f"{one.get_role_display()}, {named_apart(one)}"
    return Task(one.user.full_name, _url(one.user), role, when if left else gettext("ends today"), late=left <= 7)


def _url(person: User) -> str:
    return reverse("organizations:user", args=[person.pk])


def _counts(managed: QuerySet[User]) -> Iterator[Task]:
    """Each leads to the list of as many."""
    never = Q(is_active=True, last_login=None)
    counts = managed.aggregate(
        never=Count("pk", filter=never),
        no_password=Count("pk", filter=never & Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)),
        long_ago=Count("pk", filter=Q(is_active=True, last_login__lt=timezone.now() - LONG_AWAY)),
        disabled=Count("pk", filter=Q(is_active=False)),
    )
    if count := counts["never"]:
        words = ngettext("%(count)s account never used", "%(count)s accounts never used", count) % {"count": count}
        yield Task(words, _listed("signed_in=never&account=enabled"), _without_password(counts["no_password"]))
    if count := counts["long_ago"]:
        words = ngettext("%(count)s account idle for 90 days", "%(count)s accounts idle for 90 days", count)
        yield Task(words % {"count": count}, _listed("signed_in=long_ago&account=enabled"))
    if count := counts["disabled"]:
        words = ngettext("%(count)s account disabled", "%(count)s accounts disabled", count)
        yield Task(words % {"count": count}, _listed("account=disabled"))


def _without_password(count: int) -> str:
    words = gettext("Of these without a password: %(count)s. Make each a link to set it.")
    return words % {"count": count} if count else ""


def _listed(query: str) -> str:
    return f"{reverse('organizations:users')}?{query}"


def _more(count: int) -> list[Link]:
    return [Link(gettext("All without a role"), _listed("role=none&account=enabled"))] if count > SHOWN else []


def _note(count: int) -> str:
    words = ngettext("%(count)s account without a role", "%(count)s accounts without a role", count)
    return words % {"count": count} if count else ""

"""What waits for a person, by what the person may do: one frozen object, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.waiting import cases_waiting
from ratings.progress.waiting import sheets_waiting
from reports.dashboard.waiting import targets_now
from reports.jobs.waiting import reports_asked_for
from ui.components import Link
from ui.waiting import Group


def waiting_for(user: User) -> list[Group]:
    """Most urgent first; a person without a role has none."""
    return [*sheets_waiting(user), *cases_waiting(user), *targets_now(user), *reports_asked_for(user), *_keeping(user)]


def _keeping(user: User) -> Iterator[Group]:
    links = []
    if user.holds(Permission.MANAGE_USERS):
        links.append(Link(gettext("Users and roles"), reverse("organizations:users")))
    if user.holds(Permission.VIEW_AUDIT):
        links.append(Link(gettext("Audit trail"), reverse("accounts:audit")))
    if links:
        heading = gettext("Keeping the portal") if user.holds(Permission.MANAGE_USERS) else gettext("Audit trail")
        yield Group(heading, note=gettext("Nothing waits here; these are your pages."), links=links)

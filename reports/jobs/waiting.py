"""The reports that a person asked for last."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from reports.models import Report
from ui.components import Link
from ui.moments import moment
from ui.waiting import Group, Task

REPORTS_SHOWN = 3


def reports_asked_for(user: User) -> Iterator[Group]:
    """Whoever asks for term reports is shown the way to them; everyone else the reports that they asked for."""
    if not user.holds(Permission.VIEW_SHEETS):
        return
    mine = Report.objects.visible_to(user).filter(requested_by=user).with_subject()
    tasks = [
        Task(
            report.title,
            report.get_absolute_url(),
            report.get_state_display(),
            moment(report.requested_at),
        )
        for report in mine[:REPORTS_SHOWN]
    ]
    if not tasks and not user.holds(Permission.REQUEST_REPORTS):
        return
    yield Group(
        gettext("My reports"),
        tasks,
        note="" if tasks else gettext("You have not asked for a report yet."),
        links=[Link(gettext("All reports"), reverse("reports:list"))],
    )

"""What whoever keeps the machine should mend: numbers alone, for its keeper reads no report and no sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from reports.jobs.stuck import failed_and_waiting
from ui.waiting import Group, Task

DAYS = 7


def machine_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.MANAGE_USERS):
        return
    tasks = [*_contact(), *_reports(), *_letters()]
    yield Group(gettext("Running of the portal"), tasks, note="" if tasks else gettext("Nothing is to be mended."))


def _contact() -> Iterator[Task]:
    if not settings.HELP_CONTACT:
        remedy = gettext("Give a name and a telephone number to whoever runs the server, to be entered there.")
        yield Task(gettext("Nobody is named whom people can ask for help"), reverse("help"), remedy)


def _reports() -> Iterator[Task]:
    failed, waiting = failed_and_waiting(DAYS)
    if waiting:
        title = ngettext("%(count)s report is not begun", "%(count)s reports are not begun", waiting)
        remedy = gettext("Waiting for more than 15 minutes: see whether worker and beat run.")
        yield Task(title % {"count": waiting}, "", remedy, late=True)
    if failed:
        title = ngettext("%(count)s report failed in 7 days", "%(count)s reports failed in 7 days", failed)
        yield Task(title % {"count": failed}, "", gettext("The worker's log says why."))


def _letters() -> Iterator[Task]:
    since = timezone.now() - timedelta(days=DAYS)
    failed = AuditEvent.objects.filter(verb="reminder.fail", at__gte=since).count()
    if failed:
        title = ngettext(
            "%(count)s reminder was not sent in 7 days", "%(count)s reminders were not sent in 7 days", failed
        )
        yield Task(title % {"count": failed}, "", gettext("See whether the mail server and the addresses are right."))

"""The last deeds of the trail, as far as the person may read it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.trail.words import TrailLine, lines
from ui.components import Link
from ui.moments import moment
from ui.waiting import Group, Task

SHOWN = 8


def last_deeds(user: User) -> Iterator[Group]:
    if not user.holds(Permission.VIEW_AUDIT):
        return
    url = reverse("accounts:audit")
    events = AuditEvent.objects.visible_to(user).select_related("actor")[:SHOWN]
    tasks = [Task(f"{line.who}: {line.action}", url, _on(line), moment(line.at)) for line in lines(events)]
    note = "" if tasks else gettext("Nothing has been done yet.")
    yield Group(gettext("Last deeds"), tasks, note=note, links=[Link(gettext("Audit trail"), url)])


def _on(line: TrailLine) -> str:
    """Nothing where people did something with themselves."""
    return "" if line.target == line.who else line.target

"""What is left of the set-up, on the home of whoever does it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from portal.setup.progress import progress_of
from ui.waiting import Group, Task


def set_up_waiting(user: User) -> Iterator[Group]:
    progress = progress_of(user)
    if progress and progress.next:
        page, step = reverse("setup_steps"), progress.next.step
        task = Task(step.title, page, progress.next.whom or step.words, action=gettext("Go on"), primary=True)
        yield Group(progress.heading, [task])

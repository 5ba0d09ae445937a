"""What waits for a person, by what the person may do: one frozen object, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from accounts.trail.waiting import trail_waiting
from inspections.waiting import cases_waiting
from members.offers.waiting import transfers_waiting
from organizations.waiting import accounts_waiting
from portal.machine import machine_waiting
from portal.setup.waiting import set_up_waiting
from ratings.appeals.waiting import appeals_waiting
from ratings.progress.waiting import sheets_waiting
from ratings.reopening.waiting import reopenings_waiting
from reports.dashboard.waiting import targets_now
from reports.jobs.waiting import reports_asked_for
from ui.waiting import Group, Task


def waiting_for(user: User) -> list[Group]:
    """Most urgent first; a person without a role has none."""
    waiting = (
        set_up_waiting,
        sheets_waiting,
        appeals_waiting,
        reopenings_waiting,
        transfers_waiting,
        cases_waiting,
        targets_now,
        reports_asked_for,
        machine_waiting,
        accounts_waiting,
        trail_waiting,
    )
    return [group for ask in waiting for group in ask(user)]


def first_of(groups: Iterable[Group]) -> Task | None:
    """What is to be done first: by keyboard it is reached before the menu."""
    return next((task for group in groups for task in group.tasks if task.url and task.action), None)

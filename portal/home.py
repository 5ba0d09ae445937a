"""What waits for a person, by what the person may do: one frozen object, in a number of queries that does not grow."""

from __future__ import annotations

from accounts.models import User
from accounts.trail.waiting import trail_waiting
from inspections.waiting import cases_waiting
from organizations.waiting import accounts_waiting
from portal.machine import machine_waiting
from ratings.progress.waiting import sheets_waiting
from reports.dashboard.waiting import targets_now
from reports.jobs.waiting import reports_asked_for
from ui.waiting import Group


def waiting_for(user: User) -> list[Group]:
    """Most urgent first; a person without a role has none."""
    waiting = (
        sheets_waiting,
        cases_waiting,
        targets_now,
        reports_asked_for,
        machine_waiting,
        accounts_waiting,
        trail_waiting,
    )
    return [group for ask in waiting for group in ask(user)]

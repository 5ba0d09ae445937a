"""What floors above are told when a committee changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import AuditEvent, User
from committees.models import Committee
from members.changes import Change, changed
from members.models import Member
from organizations.models import Organization


@dataclass(frozen=True)
class OfficesChanged(Change):
    """Whoever came into an office of the organisation or left one, by key and name; `on`: the earliest of the days."""

    organization: Organization
    members: tuple[tuple[int, str], ...]
    on: date


def tell(committee: Committee, members: Iterable[Member], on: date, line: AuditEvent, by: User) -> None:
    named = dict.fromkeys((each.pk, each.full_name) for each in members)
    if named:
        change = OfficesChanged(committee.organization, tuple(named), on)
        changed.send(sender=Committee, change=change, event=line.pk, by=by)

"""Who came to a cell and who left it in a year, so that opening plus joined minus left can be held against closing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from members.models import LifeEvent, Membership
from organizations.models import Organization

Kind = LifeEvent.Kind
Moved = Counter[tuple[int, date]]
"""How often a member came, or left, on a day: who goes and comes back within a year does each as often."""


@dataclass(frozen=True)
class Ledger:
    """The year's movement of members: counted by memberships at both ends, by recorded events between them."""

    opening: int = 0
    joined: int = 0
    left: int = 0
    closing: int = 0

    @property
    def expected(self) -> int:
        return self.opening + self.joined - self.left


class Stay(NamedTuple):
    organization_id: int
    since: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until > day)


def ledger(organization: Organization, first: date, last: date) -> Ledger:
    """Opening on `first` and closing on `last` by memberships; between them what was recorded after the first day.

    An admission belongs to the year in which the membership begins, and to the cell where it does: its decision may be
    of the year before, and of before the cell was merged. Of a cell
    founded within the year the opening is that of its founding: who stood there then came by no movement.
    """
    if organization.opened_on <= last:
        first = max(first, organization.opened_on)
    admitted, joined, left = _recorded(organization, first, last)
    opening = closing = 0
    for member_id, stays in _stays(organization).items():
        here = [stay for stay in stays if stay.organization_id == organization.pk]
        opening += any(stay.covers(first) for stay in here)
        closing += any(stay.covers(last) for stay in here)
        begun = {stay.since for stay in here if first < stay.since <= last}
        ended = {stay.until for stay in here if stay.until and first < stay.until <= last}
        _follow(joined, member_id, begun & {stay.until for stay in stays})
        _follow(left, member_id, ended & {stay.since for stay in stays})
        if member_id in admitted:
            _follow(joined, member_id, begun & {stays[0].since})
    return Ledger(opening, joined.total(), left.total(), closing)


def _follow(moved: Moved, member: int, days: Iterable[date | None]) -> None:
    """On these days the member came, or left, though perhaps no event says so."""
    moved.update((member, day) for day in days if day and (member, day) not in moved)


def _stays(organization: Organization) -> dict[int, list[Stay]]:
    """Every membership, here and elsewhere, of all who ever belonged here."""
    here = Membership.objects.filter(organization=organization).values("member")
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    memberships = Membership.objects.filter(member__in=here).order_by("since")
    for member_id, place, since, until in memberships.values_list("member", "organization", "since", "until"):
        stays[member_id].append(Stay(place, since, until))
    return stays


def _recorded(organization: Organization, first: date, last: date) -> tuple[set[int], Moved, Moved]:
    """Of all who ever belonged here, who were admitted by us; who came here or left by an event within the year."""
    admitted: set[int] = set()
    joined: Moved = Counter()
    left: Moved = Counter()
    here = Membership.objects.filter(organization=organization).values("member")
    of_year = Q(organization=organization, happened_on__gt=first, happened_on__lte=last)
    events = LifeEvent.objects.filter(of_year | Q(kind=Kind.ADMITTED, member__in=here)).order_by()
    for member_id, kind, day in events.values_list("member", "kind", "happened_on"):
        if kind == Kind.ADMITTED:
            admitted.add(member_id)
        elif kind in Kind.entries():
            joined[member_id, day] += 1
        elif kind in Kind.endings():
            left[member_id, day] += 1
    return admitted, joined, left

"""Who came to a cell and who left it in a year, so that opening plus joined minus left can be held against closing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from members.models import LifeEvent, Membership
from organizations.models import Organization

Kind = LifeEvent.Kind


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
        if begun & {stay.until for stay in stays} or (member_id in admitted and stays[0].since in begun):
            joined.add(member_id)
        if {stay.until for stay in here if stay.until and first < stay.until <= last} & {stay.since for stay in stays}:
            left.add(member_id)
    return Ledger(opening, len(joined), len(left), closing)


def _stays(organization: Organization) -> dict[int, list[Stay]]:
    """Every membership, here and elsewhere, of all who ever belonged here."""
    here = Membership.objects.filter(organization=organization).values("member")
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    memberships = Membership.objects.filter(member__in=here).order_by("since")
    for member_id, place, since, until in memberships.values_list("member", "organization", "since", "until"):
        stays[member_id].append(Stay(place, since, until))
    return stays


def _recorded(organization: Organization, first: date, last: date) -> tuple[set[int], set[int], set[int]]:
    """Of all who ever belonged here, who were admitted by us; those transferred in here or gone within the year."""
    admitted, joined, left = set(), set(), set()
    here = Membership.objects.filter(organization=organization).values("member")
    of_year = Q(organization=organization, happened_on__gt=first, happened_on__lte=last)
    events = LifeEvent.objects.filter(of_year | Q(kind=Kind.ADMITTED, member__in=here)).order_by()
    for member_id, kind in events.values_list("member", "kind"):
        if kind == Kind.ADMITTED:
            admitted.add(member_id)
        elif kind == Kind.TRANSFERRED_IN:
            joined.add(member_id)
        elif kind in Kind.endings():
            left.add(member_id)
    return admitted, joined, left

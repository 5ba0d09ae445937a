"""Who leads an organisation on a day: by the offices entered, else as positions in the files read (ADR 36).

An organisation of which no office is entered for the day is read as it always was: it loses nothing by an upgrade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from committees.models import Office
from members.models import Membership
from members.offices import Leading, leading
from organizations.models import Organization


class Held(NamedTuple):
    member_id: int
    leading: Leading
    since: date
    until: date | None

    def overlaps(self, first: date, last: date) -> bool:
        return self.since <= last and (self.until is None or self.until > first)


@dataclass(frozen=True)
class Leadership:
    """`held` is None where no office is entered."""

    kind: str
    held: Mapping[int, Leading] | None

    def of(self, member_id: int, position: str) -> Leading | None:
        return leading(position, self.kind) if self.held is None else self.held.get(member_id)


@dataclass(frozen=True)
class InTime:
    """All offices of one organisation's committees, of every term; `kind` is what it was on the day asked about."""

    kind: str
    offices: tuple[Held, ...] = ()

    def on(self, day: date) -> Leadership:
        return self.during(day, day)

    def during(self, first: date, last: date) -> Leadership:
        """Who led on any of these days."""
        then = [each for each in self.offices if each.overlaps(first, last)]
        if not then:
            return Leadership(self.kind, None)
        heads = {each.member_id for each in then if each.leading is Leading.HEAD}
        roles = {each.member_id: Leading.HEAD if each.member_id in heads else Leading.MEMBER for each in then}
        return Leadership(self.kind, roles)


def in_time(organization: Organization) -> InTime:
    """Of `organization` as it was then: its kind says how positions read."""
    return InTime(organization.kind, _offices([organization.pk]).get(organization.pk, ()))


def each_in_time(organizations: Iterable[tuple[int, str]]) -> dict[int, InTime]:
    """By key and kind, in one query."""
    kinds = dict(organizations)
    offices = _offices(kinds)
    return {pk: InTime(kind, offices.get(pk, ())) for pk, kind in kinds.items()}


def committee_members(members: Collection[int], on: date) -> dict[int, bool]:
    """Of whom offices say whether they are committee members: those who hold one, and those whose own cell's offices
    are entered. Of the others nothing is known but the position in the file.
    """
    held = Office.objects.leading().on(on).filter(member__in=members).values_list("member", flat=True)
    entered = Office.objects.leading().on(on).filter(committee__organization=OuterRef("organization"))
    stays = Membership.objects.on(on).filter(Q(Exists(entered)), member__in=members)
    known = dict.fromkeys(stays.order_by().values_list("member", flat=True), False)
    return {**known, **dict.fromkeys(held.order_by(), True)}


def _offices(organizations: Iterable[int]) -> dict[int, tuple[Held, ...]]:
    rows = Office.objects.leading().filter(committee__organization__in=[*organizations])
    found: defaultdict[int, list[Held]] = defaultdict(list)
    fields = ("committee__organization", "member", "kind", "since", "until")
    for place, member, kind, since, until in rows.order_by("pk").values_list(*fields):
        role = Leading.HEAD if kind == Office.Kind.SECRETARY else Leading.MEMBER
        found[place].append(Held(member, role, since, until))
    return {place: tuple(each) for place, each in found.items()}

"""Lives as the register holds them: what brought members, moved or ended them, and the ways of reorganisations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from members.life.stays import Stay, Step, Way, stays
from members.models import LifeEvent, Member, Membership
from organizations.models import Reorganization

Kind = LifeEvent.Kind
CARRYING = (Reorganization.Kind.MERGE, Reorganization.Kind.SPLIT, Reorganization.Kind.TURN)


@dataclass
class Life:
    """`stays` are those written; `first` is the one that no event accounts for."""

    member: Member
    events: list[LifeEvent] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    @property
    def told(self) -> list[Step | None]:
        return [_step(event, self.member) for event in self.events]

    @property
    def steps(self) -> list[Step]:
        return [step for step in self.told if step is not None]

    @property
    def first(self) -> Stay | None:
        if not self.stays:
            return None
        [organization, since, _until] = self.stays[0]
        begun = [step for step in self.steps if step.on == since and step.target is not None]
        if any(step.source is None for step in begun):
            return None
        # Moved on the very day: the empty stay before it is not written.
        left = begun[0].source if begun else None
        return Stay(left or organization, since)

    def worked_out(self, first: Stay | None, ways: Iterable[Way]) -> list[Stay]:
        """Of whom the register found already, the admission was before it."""
        steps = [step for step in self.steps if first is None or step.decided_on is None]
        return stays(self.member.pk, first, steps, ways)


def _step(event: LifeEvent, member: Member) -> Step | None:
    kind, place = event.kind, event.organization_id
    if kind == Kind.ADMITTED:
        return Step(member.admitted_on, event.pk, None, place, event.happened_on)
    if kind in Kind.entries():
        source = event.counterpart.organization_id if event.counterpart else None
        return Step(event.happened_on, event.pk, source, place)
    if kind in Kind.endings() and not hasattr(event, "arrival"):
        return Step(event.happened_on, event.pk, place)
    return None


def lives(members: Iterable[int]) -> dict[int, Life]:
    """In three queries, of however many."""
    asked = list(members)
    found = {pk: Life(member) for pk, member in Member.objects.in_bulk(asked).items()}
    moving = LifeEvent.objects.filter(member__in=asked, kind__in=[*Kind.entries(), *Kind.endings()])
    for event in moving.select_related("counterpart", "arrival").order_by("happened_on", "pk"):
        found[event.member_id].events.append(event)
    written = Membership.objects.filter(member__in=asked).order_by("since", "pk")
    for member, place, since, until in written.values_list("member", "organization", "since", "until"):
        found[member].stays.append(Stay(place, since, until))
    return found


def ways_of(found: Iterable[Life], firsts: Iterable[Stay | None]) -> list[Way]:
    """Those of reorganisations in force that touch wherever one of them was, and what these touch."""
    known: dict[int, list[Way]] = {}
    seen: set[int] = set()
    asked = _places(found) | {stay.organization for stay in firsts if stay}
    while asked:
        seen |= asked
        rows = Reorganization.objects.standing().filter(kind__in=CARRYING, organizations__in=asked)
        rows = rows.exclude(pk__in=list(known)).order_by("pk").distinct()
        for pk, on, ways in rows.values_list("pk", "on", "kept__members__ways"):
            known[pk] = [_way(on, pk, *way) for way in ways or ()]
        asked = {end for ways in known.values() for way in ways for end in (way.source, way.target)} - seen
    return [way for ways in known.values() for way in ways]


def _way(on: date, deed: int, source: int, target: int, part: list[int] | None) -> Way:
    return Way(on, deed, source, target, None if part is None else frozenset(part))


def _places(found: Iterable[Life]) -> set[int]:
    lives = list(found)
    written = {stay.organization for life in lives for stay in life.stays}
    return written | {place for life in lives for step in life.steps for place in (step.source, step.target) if place}

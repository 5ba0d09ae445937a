"""Where a member belonged from when to when, worked out of what happened and of what was decided about organisations.

Nothing here asks the database. A day is lived in this order: what happened to the member, then what was decided of the
organisation: who left on the day of a merger never went along, who came on it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Stay(NamedTuple):
    """Up to but without the day `until`."""

    organization: int
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Step(NamedTuple):
    """What an event does: leaves `source`, comes to `target`, or both. `event` is its number.

    `decided_on` of an admission lies before the day from which one belongs.
    """

    on: date
    event: int
    source: int | None = None
    target: int | None = None
    decided_on: date | None = None


class Way(NamedTuple):
    """By a reorganisation all of `source`, or these members of it, belong to `target` from the day on."""

    on: date
    deed: int
    source: int
    target: int
    part: frozenset[int] | None = None

    def takes(self, member: int) -> bool:
        return self.part is None or member in self.part


class Impossible(Exception):
    """An event that cannot have happened where the member belonged then: at `place`, or nowhere."""

    def __init__(self, step: Step, place: int | None):
        super().__init__(step, place)
        self.step, self.place = step, place


@dataclass
class _Walk:
    member: int
    ways: Sequence[Way]
    place: int | None = None
    since: date = date.min

    def became(self, place: int, on: date, after: int | None) -> int:
        """What was told of `place` on the day means by now, deed by deed as these became known.

        `after`: only those entered after that reorganisation, 0 for all of them. Without it nobody knows when it was
        told, and a part was chosen of those who were there then: only what ended became its successor.
        """
        for way in sorted(self.ways, key=lambda way: way.deed):
            known = way.part is None if after is None else way.deed > after
            if known and way.on <= on and way.source == place and way.takes(self.member):
                place = way.target
        return place

    def arrive(self, place: int, on: date) -> Iterator[Stay]:
        yield from self.leave(on)
        self.place, self.since = place, on

    def leave(self, on: date) -> Iterator[Stay]:
        if self.place is not None and self.since < on:
            yield Stay(self.place, self.since, on)
        self.place = None

    def step(self, step: Step) -> Iterator[Stay]:
        if step.source != self.place or step.on < self.since:
            raise Impossible(step, self.place)
        if step.target is None:
            yield from self.leave(step.on)
        else:
            was_decided_before = step.decided_on is not None and step.decided_on < step.on
            target = self.became(step.target, step.on, 0 if was_decided_before else None)
            yield from self.arrive(target, step.on)

    def go(self, way: Way) -> Iterator[Stay]:
        """A division known first may be of what was merged before it by a decision that was known later."""
        if not way.takes(self.member) or way.on < self.since:
            return
        if self.place == self.became(way.source, way.on, way.deed):
            target = self.became(way.target, way.on, way.deed)
            if target != self.place:
                yield from self.arrive(target, way.on)


def stays(member: int, first: Stay | None, steps: Iterable[Step], ways: Iterable[Way]) -> list[Stay]:
    """`first`: where the register found the member, if no event says how the member came. Raises Impossible."""
    ordered = sorted(ways, key=lambda way: way[:4])
    walk = _Walk(member, ordered)
    found: list[Stay] = []
    moments: list[Step | Way] = sorted([*steps, *ordered], key=_order)
    if first is not None:
        found += walk.arrive(walk.became(first.organization, first.since, None), first.since)
    for moment in moments:
        found += walk.step(moment) if isinstance(moment, Step) else walk.go(moment)
    if walk.place is not None:
        found.append(Stay(walk.place, walk.since))
    return found


def _order(moment: Step | Way) -> tuple[date, int, int]:
    return (moment.on, 0, moment.event) if isinstance(moment, Step) else (moment.on, 1, moment.deed)

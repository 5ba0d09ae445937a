"""Who crossed the edge of an organisation in a period, and what remains without an event. Pure: no database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from members.ledger.lines import CAME, LEFT, Line


@dataclass(frozen=True)
class Period:
    """From the first day up to and with the last."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year: int, today: date) -> Period:
        """Of one that runs, until today."""
        return cls(date(year, 1, 1), min(today, date(year, 12, 31)))

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


class Person(NamedTuple):
    """Who was there at the one end and not at the other. `organization`: where, at the end at which they were."""

    member: int
    organization: int
    official_on: date | None


class Flow(NamedTuple):
    """One line's one person, on the day if that is known. `probationary`: as they came, or as they left."""

    line: Line
    member: int
    organization: int
    on: date | None
    probationary: bool


class Told(NamedTuple):
    """An event, with the line that it belongs to."""

    line: Line
    member: int
    organization: int
    on: date
    official_on: date | None

    def flow(self) -> Flow:
        """Who leaves is what they were on the day before."""
        leaves = self.line in LEFT
        official = self.official_on is not None and (
            self.official_on < self.on if leaves else self.official_on <= self.on
        )
        return Flow(self.line, self.member, self.organization, self.on, not official)


def gaps(came: Iterable[Person], gone: Iterable[Person], told: Iterable[Told]) -> dict[int, int]:
    """{member: how often they came (or, negative, left) without any event that says so}."""
    net: Counter[int] = Counter()
    net.update(each.member for each in came)
    net.subtract(each.member for each in gone)
    for each in told:
        net[each.member] -= (each.line in CAME) - (each.line in LEFT)
    return {member: number for member, number in net.items() if number}


def flows(
    period: Period,
    came: Iterable[Person],
    gone: Iterable[Person],
    told: Iterable[Told],
    carried: Mapping[int, date],
    there: Iterable[Person],
) -> Iterator[Flow]:
    """All that lies between the opening and the closing: they balance, and so do full and probationary members.

    `carried`: the day on which a member went along with an organisation. `there`: who was there at the opening and was
    recognised in the period.
    """
    came, gone, told, there = list(came), list(gone), list(told), list(there)
    known = [each.flow() for each in told]
    yield from known
    people = {each.member: each for each in (*_as_people(told), *there, *gone, *came)}
    at = _probation(known, (each.member for each in there))
    for member, number in gaps(came, gone, told).items():
        for _time in range(abs(number)):
            flow = _untold(people[member], number > 0, carried.get(member), at[member], period)
            at[member] += flow.probationary * (1 if number > 0 else -1)
            yield flow
    for member, number in at.items():
        if number not in (0, 1) and period.holds(people[member].official_on):
            yield from _contradicted(people[member], number)


def recognized(
    period: Period, there: Iterable[Person], found: Iterable[Flow], official_on: Mapping[int, date | None]
) -> Iterator[Flow]:
    """Who stood there as a probationary member and does so as a full one. `there`: who was there at the opening."""
    at = _probation(found, {each.member for each in there})
    places = {each.member: each.organization for each in there}
    places.update({each.member: each.organization for each in found if each.line in CAME})
    for member, number in at.items():
        if number > 0 and period.holds(day := official_on.get(member)):
            yield Flow(Line.RECOGNIZED, member, places[member], day, False)


def _probation(found: Iterable[Flow], opening: Iterable[int]) -> defaultdict[int, int]:
    """Of each member, whether they would be there on probation if nobody had been recognised."""
    at: defaultdict[int, int] = defaultdict(int)
    for member in opening:
        at[member] += 1
    for each in found:
        if each.probationary:
            at[each.member] += (each.line in CAME) - (each.line in LEFT)
    return at


def _contradicted(person: Person, at: int) -> Iterator[Flow]:
    """Events come out, standing does not: who left on probation had come on it, and gone once more, untold."""
    for _time in range(-at if at < 0 else at - 1):
        yield Flow(Line.CAME_UNEXPLAINED, person.member, person.organization, None, at < 0)
        yield Flow(Line.WENT_UNEXPLAINED, person.member, person.organization, None, at > 0)


def _untold(person: Person, comes: bool, carried: date | None, at: int, period: Period) -> Flow:
    if carried:
        line = Line.CAME_ALONG if comes else Line.WENT_ALONG
    else:
        line = Line.CAME_UNEXPLAINED if comes else Line.WENT_UNEXPLAINED
    probationary = _status(person, comes, carried, at, period)
    return Flow(line, person.member, person.organization, carried, probationary)


def _status(person: Person, comes: bool, on: date | None, at: int, period: Period) -> bool:
    """On its day; where that is unknown, what makes probation come out: nobody leaves as what they never were."""
    official_on = person.official_on
    if not period.holds(official_on):
        return official_on is None or official_on > period.last
    if comes:
        return at < 0 or (at == 0 and on is not None and on < official_on)  # type: ignore[operator]
    return at > 0 and (on is None or on <= official_on)  # type: ignore[operator]


def _as_people(told: Iterable[Told]) -> Iterator[Person]:
    return (Person(each.member, each.organization, each.official_on) for each in told)

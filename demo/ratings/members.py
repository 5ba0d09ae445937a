"""The members of a year: who is left out, who fails, who stands out."""

from __future__ import annotations

from datetime import date

from demo.chance import apportion
from demo.history.figures import YEARS
from demo.people import Person
from demo.ratings.bench import Bench, Rated
from demo.ratings.figures import (
    CAP,
    COMPLETED,
    EXCELLENT,
    EXCELLENT_SHARE,
    FAILED_BESIDES,
    GOOD,
    GOOD_UP,
    LARGE_ENOUGH_FOR_A_FAILURE,
    NEW_MEMBERS_WAIT_SINCE,
    NOT_COMPLETED,
    PENDING,
)
from demo.tree import Grassroots
from ratings.levels import NotRatedReason


class Members:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.tree, self.random, self.round = bench.tree, bench.random, bench.round
        self.rosters, self.rated = bench.rosters, bench.rated

    def rate(self) -> None:
        self._leave_out()
        self._rank()
        self._fail()
        self._complete()
        self._distinguish()

    def _leave_out(self) -> None:
        """Who is not rated, and why; the rest in `rated`, by cell."""
        waiting = self._waiting()
        for pk in self.bench.cells:
            for person in self.rosters[pk]:
                reason = self._reason(person, waiting)
                if reason:
                    self.round.members[person.member.pk] = Rated(reason=reason)
            self.rated[pk] = [p for p in self.rosters[pk] if p.member.pk not in self.round.members]

    def _waiting(self) -> set[int]:
        large = [
            p
            for pk in self.bench.cells
            if len(self.rosters[pk]) >= LARGE_ENOUGH_FOR_A_FAILURE
            for p in self.rosters[pk]
        ]
        ordinary = [p.member.pk for p in large if p.member.pk not in self.bench.disciplined and not p.member.position]
        return set(self.random.sample(ordinary, PENDING[self.bench.year - YEARS[0]]))

    def _reason(self, person: Person, waiting: set[int]) -> str:
        last = date(self.bench.year, 12, 31)
        if person.exempt_since and person.exempt_since <= last:
            return NotRatedReason.EXEMPT
        if person.suspended and person.suspended[0] <= last < person.suspended[1]:
            return NotRatedReason.SUSPENDED
        if self.bench.year >= NEW_MEMBERS_WAIT_SINCE and person.member.admitted_on >= date(self.bench.year, 7, 1):
            return NotRatedReason.NEW_MEMBER
        return NotRatedReason.PENDING if person.member.pk in waiting else ""

    def _rank(self) -> None:
        """Best first: half of it lasting, half of the year."""
        for people in self.rated.values():
            people.sort(key=lambda person: (-person.merit - self.random.randint(0, 100), person.member.pk))

    def _total(self, shares: dict[int, int]) -> int:
        rated = sum(len(people) for people in self.rated.values())
        return (shares[self.bench.year] * rated + 500) // 1000

    def _fail(self) -> None:
        able = [
            people[-1].member.pk
            for pk, people in self.rated.items()
            if len(people) >= LARGE_ENOUGH_FOR_A_FAILURE
            and self.bench.committees[pk].is_committee
            and not people[-1].member.position
            and people[-1].member.pk not in self.bench.failed_before | self.bench.disciplined
        ]
        besides = set(self.random.sample(able, FAILED_BESIDES[self.bench.year - YEARS[0]]))
        for people in self.rated.values():
            for person in people:
                if person.member.pk in self.bench.disciplined:
                    self.bench.judge(person, NOT_COMPLETED, "Bị thi hành kỷ luật trong năm")
                elif person.member.pk in besides:
                    self.bench.judge(person, NOT_COMPLETED, "Hoàn thành dưới 50% nhiệm vụ được giao trong năm")

    def _complete(self) -> None:
        """The last of each cell, at most two in five, so that every cell stays above half good."""
        failed = sum(verdict.level == NOT_COMPLETED for verdict in self.round.members.values())
        rated = sum(len(people) for people in self.rated.values())
        weights = [len(people) * self.random.randint(40, 140) for people in self.rated.values()]
        most = [len(people) * 2 // 5 for people in self.rated.values()]
        shares = apportion(rated - self._total(GOOD_UP) - failed, weights, most)
        for people, share in zip(self.rated.values(), shares, strict=True):
            for person in self.bench.undecided(reversed(people))[:share]:
                self.bench.judge(person, COMPLETED)

    def _distinguish(self) -> None:
        """The best of each grassroots organisation, up to the cap; whoever is left is good."""
        pools = [self.bench.undecided(self._ranked(each)) for each in self.tree.grassroots]
        weights = [len(pool) * self.random.randint(85, 115) for pool in pools]
        shares = apportion(self._total(EXCELLENT_SHARE), weights, [len(pool) // CAP for pool in pools])
        for pool, share in zip(pools, shares, strict=True):
            for number, person in enumerate(pool):
                self.bench.judge(person, EXCELLENT if number < share else GOOD)

    def _ranked(self, each: Grassroots) -> list[Person]:
        """Of all cells in turn: the first of each, then the second of each."""
        cells = [self.rated.get(cell.organization.pk, []) for cell in each.cells]
        return [people[place] for place in range(30) for people in cells if place < len(people)]

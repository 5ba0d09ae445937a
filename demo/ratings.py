"""Who got which level in which year: shares of the whole as planned, conditions and caps kept in every organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from demo.cases import Docket
from demo.chance import apportion, chance
from demo.history import YEARS, Register
from demo.organizations import Cell, Grassroots, Tree
from demo.people import Person
from ratings.levels import Level, NotRatedReason

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED

# Of a thousand rated members: good or better, and excellent.
GOOD_UP = dict(zip(YEARS, (846, 859, 873, 888, 897, 912, 904, 920, 927, 901), strict=True))
EXCELLENT_SHARE = dict(zip(YEARS, (124, 129, 136, 131, 145, 141, 153, 158, 152, 156), strict=True))
# Of 81 grassroots organisations.
EXCELLENT_ORGANIZATIONS = dict(zip(YEARS, (13, 14, 16, 15, 14, 14, 13, 16, 15, 14), strict=True))
COMPLETED_ORGANIZATIONS = {2020: 2, 2021: 2, 2023: 1}
# Practice in the Bloc takes the 20 % of all rated good or better, in each grassroots organisation.
CAP = 5
# Guide 21-HD/BTCTW; before it only the exempt were left out.
NEW_MEMBERS_WAIT_SINCE = 2019
# Beyond those disciplined, so many fail each year; in cells of this size, so that no cell fails with them.
FAILED_BESIDES = (3, 2, 3, 2, 2, 3, 4, 2, 2, 3)
LARGE_ENOUGH_FOR_A_FAILURE = 10
PENDING = (2, 1, 1, 2, 1, 2, 3, 1, 1, 4)


@dataclass(frozen=True)
class Verdict:
    level: Level | None = None
    reason: str = ""
    note: str = ""


@dataclass
class Round:
    """The outcome of one year: by id of the member, and by id of the organisation."""

    year: int
    members: dict[int, Verdict] = field(default_factory=dict)
    organizations: dict[int, Verdict] = field(default_factory=dict)

    def level_of(self, person: Person) -> Level | None:
        return self.members[person.member.pk].level


def build(tree: Tree, register: Register, docket: Docket) -> dict[int, Round]:
    random = chance("ratings")
    renown = {each.organization.pk: random.randint(0, 100) for each in tree.grassroots}
    failed: set[int] = set()
    rounds = {}
    for year in YEARS:
        jury = Jury(tree, year, register.rosters[year], docket, renown, failed, random)
        rounds[year] = jury.decide()
        failed = {pk for pk, verdict in jury.round.members.items() if verdict.level == NOT_COMPLETED}
    return rounds


class Jury:
    def __init__(
        self,
        tree: Tree,
        year: int,
        rosters: dict[int, list[Person]],
        docket: Docket,
        renown: dict[int, int],
        failed_before: set[int],
        random: Random,
    ) -> None:
        self.tree, self.year, self.random, self.renown = tree, year, random, renown
        self.disciplined = docket.disciplined_members(year)
        self.disciplined_organizations = docket.disciplined_organizations(year)
        self.failed_before = failed_before
        self.round = Round(year)
        self.rosters = rosters
        self.cells = [cell.organization.pk for cell in tree.cells() if rosters[cell.organization.pk]]
        self.committees = {cell.organization.pk: each for each in tree.grassroots for cell in each.cells}
        self.opened_on = {organization.pk: organization.opened_on for organization in tree.organizations()}
        self.rated: dict[int, list[Person]] = {}

    def decide(self) -> Round:
        self._leave_out()
        self._rank()
        self._fail()
        self._complete()
        self._distinguish()
        for each in self.tree.grassroots:
            self._rate_below(each)
        self._rate_grassroots()
        self._heads_follow_their_organizations()
        return self.round

    # --- members

    def _leave_out(self) -> None:
        """Who is not rated, and why; the rest in `rated`, by cell."""
        waiting = self._waiting()
        for pk in self.cells:
            for person in self.rosters[pk]:
                reason = self._reason(person, waiting)
                if reason:
                    self.round.members[person.member.pk] = Verdict(reason=reason)
            self.rated[pk] = [p for p in self.rosters[pk] if p.member.pk not in self.round.members]

    def _waiting(self) -> set[int]:
        large = [
            p for pk in self.cells if len(self.rosters[pk]) >= LARGE_ENOUGH_FOR_A_FAILURE for p in self.rosters[pk]
        ]
        ordinary = [p.member.pk for p in large if p.member.pk not in self.disciplined and not p.member.position]
        return set(self.random.sample(ordinary, PENDING[self.year - YEARS[0]]))

    def _reason(self, person: Person, waiting: set[int]) -> str:
        last = date(self.year, 12, 31)
        if person.exempt_since and person.exempt_since <= last:
            return NotRatedReason.EXEMPT
        if person.suspended and person.suspended[0] <= last < person.suspended[1]:
            return NotRatedReason.SUSPENDED
        if self.year >= NEW_MEMBERS_WAIT_SINCE and person.member.admitted_on >= date(self.year, 7, 1):
            return NotRatedReason.NEW_MEMBER
        return NotRatedReason.PENDING if person.member.pk in waiting else ""

    def _rank(self) -> None:
        """Best first: half of it lasting, half of the year."""
        for people in self.rated.values():
            people.sort(key=lambda person: (-person.merit - self.random.randint(0, 100), person.member.pk))

    def _total(self, shares: dict[int, int]) -> int:
        rated = sum(len(people) for people in self.rated.values())
        return (shares[self.year] * rated + 500) // 1000

    def _fail(self) -> None:
        able = [
            people[-1].member.pk
            for pk, people in self.rated.items()
            if len(people) >= LARGE_ENOUGH_FOR_A_FAILURE
            and self.committees[pk].is_committee
            and not people[-1].member.position
            and people[-1].member.pk not in self.failed_before | self.disciplined
        ]
        besides = set(self.random.sample(able, FAILED_BESIDES[self.year - YEARS[0]]))
        for people in self.rated.values():
            for person in people:
                if person.member.pk in self.disciplined:
                    self._judge(person, NOT_COMPLETED, "Bị thi hành kỷ luật trong năm")
                elif person.member.pk in besides:
                    self._judge(person, NOT_COMPLETED, "Hoàn thành dưới 50% nhiệm vụ được giao trong năm")

    def _complete(self) -> None:
        """The last of each cell, at most two in five, so that every cell stays above half good."""
        failed = sum(verdict.level == NOT_COMPLETED for verdict in self.round.members.values())
        rated = sum(len(people) for people in self.rated.values())
        weights = [len(people) * self.random.randint(40, 140) for people in self.rated.values()]
        most = [len(people) * 2 // 5 for people in self.rated.values()]
        shares = apportion(rated - self._total(GOOD_UP) - failed, weights, most)
        for people, share in zip(self.rated.values(), shares, strict=True):
            for person in self._undecided(reversed(people))[:share]:
                self._judge(person, COMPLETED)

    def _distinguish(self) -> None:
        """The best of each grassroots organisation, up to the cap; whoever is left is good."""
        pools = [self._undecided(self._ranked(each)) for each in self.tree.grassroots]
        weights = [len(pool) * self.random.randint(85, 115) for pool in pools]
        shares = apportion(self._total(EXCELLENT_SHARE), weights, [len(pool) // CAP for pool in pools])
        for pool, share in zip(pools, shares, strict=True):
            for number, person in enumerate(pool):
                self._judge(person, EXCELLENT if number < share else GOOD)

    def _ranked(self, each: Grassroots) -> list[Person]:
        """Of all cells in turn: the first of each, then the second of each."""
        cells = [self.rated.get(cell.organization.pk, []) for cell in each.cells]
        return [people[place] for place in range(30) for people in cells if place < len(people)]

    def _undecided(self, people: Iterable[Person]) -> list[Person]:
        return [person for person in people if person.member.pk not in self.round.members]

    def _judge(self, person: Person, level: Level, note: str = "") -> None:
        self.round.members[person.member.pk] = Verdict(level, note=note)

    # --- organisations

    def _rate_below(self, each: Grassroots) -> None:
        """Cells by their members, then a section by its cells; at most a fifth of each parent's are excellent."""
        if not each.is_committee:
            return
        for parent in (*each.sections, each.organization):
            cells = [cell.organization.pk for cell in each.children_of(parent) if cell.organization.pk in self.rated]
            ceilings = {pk: self._ceiling(self._levels(self.rated[pk])) for pk in cells}
            good = [pk for pk in cells if ceilings[pk] >= GOOD and not self._is_too_new(pk)]
            able = [pk for pk in good if ceilings[pk] == EXCELLENT]
            best = sorted(able, key=lambda pk: (-self._mean(pk), pk))[: len(good) // CAP]
            for pk in cells:
                level = EXCELLENT if pk in best else min(GOOD, ceilings[pk])
                self._rate(pk, level)
        for section in each.sections:
            cells = [cell.organization.pk for cell in each.children_of(section)]
            self._rate(section.pk, min(GOOD, self._ceiling([self.round.organizations[pk].level for pk in cells])))

    def _rate(self, pk: int, level: Level) -> None:
        new = self._is_too_new(pk)
        self.round.organizations[pk] = Verdict(reason=NotRatedReason.NEW_ORGANIZATION) if new else Verdict(level)

    def _is_too_new(self, pk: int) -> bool:
        return self.opened_on[pk] >= date(self.year, 7, 1)

    def _levels(self, people: list[Person]) -> list[Level | None]:
        return [self.round.level_of(person) for person in people]

    def _mean(self, pk: int) -> int:
        levels = [level for level in self._levels(self.rated[pk]) if level]
        return 1000 * sum(levels) // len(levels)

    def _ceiling(self, levels: list[Level | None]) -> Level:
        """By the levels of members or of organisations below (Guide 21-HD/BTCTW), in the years before too."""
        rated = [level for level in levels if level]
        good = sum(level >= GOOD for level in rated)
        if NOT_COMPLETED in rated or 2 * good < len(rated):
            return COMPLETED
        return EXCELLENT if 5 * good >= 4 * len(rated) else GOOD

    def _ceiling_of(self, each: Grassroots) -> Level:
        if not each.is_committee:
            return self._ceiling(self._levels(self.rated[each.organization.pk]))
        children = [*each.sections, *(cell.organization for cell in each.children_of(each.organization))]
        levels = [
            self.round.organizations[child.pk].level for child in children if child.pk in self.round.organizations
        ]
        return self._ceiling(levels)

    def _rate_grassroots(self) -> None:
        ordered = sorted(
            self.tree.grassroots,
            key=lambda each: (-self.renown[each.organization.pk] - self.random.randint(0, 120), each.organization.pk),
        )
        excellent = self._excellent_of(ordered)
        rest = [each for each in reversed(ordered) if each not in excellent and not self._is_disciplined(each)]
        completed = rest[: COMPLETED_ORGANIZATIONS.get(self.year, 0)]
        for each in ordered:
            level = EXCELLENT if each in excellent else COMPLETED if each in completed else GOOD
            self.round.organizations[each.organization.pk] = Verdict(
                NOT_COMPLETED if self._is_disciplined(each) else level
            )

    def _excellent_of(self, ordered: list[Grassroots]) -> list[Grassroots]:
        """A fifth of each type at most, of those that will be good or better, so that the cap holds in any grouping."""
        below = COMPLETED_ORGANIZATIONS.get(self.year, 0) + len(self.disciplined_organizations)
        excellent: list[Grassroots] = []
        for of_committees in (True, False):
            alike = [each for each in ordered if each.is_committee == of_committees]
            able = [e for e in alike if self._ceiling_of(e) == EXCELLENT and not self._is_disciplined(e)]
            excellent += able[: (len(alike) - below) // CAP]
        return sorted(excellent, key=ordered.index)[: EXCELLENT_ORGANIZATIONS[self.year]]

    def _is_disciplined(self, each: Grassroots) -> bool:
        return each.organization.pk in self.disciplined_organizations

    # --- heads

    def _heads_follow_their_organizations(self) -> None:
        """A secretary is rated no higher than the collective: somebody else takes the place."""
        for each in self.tree.grassroots:
            for cell in each.cells:
                for person in self.rated.get(cell.organization.pk, []):
                    limit = self._limit(person, cell, each)
                    if limit and (self.round.level_of(person) or 0) > limit:
                        self._exchange(person, limit, cell, each)

    def _limit(self, person: Person, cell: Cell, each: Grassroots) -> Level | None:
        headed = {
            "Bí thư chi bộ": cell.organization,
            "Bí thư đảng ủy": each.organization,
            "Bí thư đảng ủy bộ phận": each.sections[0] if each.sections else None,
        }.get(person.member.position)
        return self.round.organizations[headed.pk].level if headed else None

    def _exchange(self, person: Person, level: Level, cell: Cell, each: Grassroots) -> None:
        for place in (cell, *each.cells):
            for other in self.rated.get(place.organization.pk, []):
                if self.round.level_of(other) == level and not other.member.position.startswith("Bí thư"):
                    self.round.members[other.member.pk] = self.round.members[person.member.pk]
                    self._judge(person, level)
                    return

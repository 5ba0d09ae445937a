"""What is known and decided of one year while it is being rated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from demo.cases.docket import Docket
from demo.people import Person
from demo.ratings.figures import COMPLETED, EXCELLENT, GOOD, NOT_COMPLETED
from demo.tree import Grassroots, Tree
from ratings.levels import Level


@dataclass(frozen=True)
class Rated:
    level: Level | None = None
    reason: str = ""
    note: str = ""


@dataclass
class Round:
    """The outcome of one year: by id of the member, and by id of the organisation."""

    year: int
    members: dict[int, Rated] = field(default_factory=dict)
    organizations: dict[int, Rated] = field(default_factory=dict)

    def level_of(self, person: Person) -> Level | None:
        return self.members[person.member.pk].level


class Bench:
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

    def judge(self, person: Person, level: Level, note: str = "") -> None:
        self.round.members[person.member.pk] = Rated(level, note=note)

    def undecided(self, people: Iterable[Person]) -> list[Person]:
        return [person for person in people if person.member.pk not in self.round.members]

    def levels(self, people: list[Person]) -> list[Level | None]:
        return [self.round.level_of(person) for person in people]

    def ceiling(self, levels: list[Level | None]) -> Level:
        """By the levels of members or of organisations below (Guide 21-HD/BTCTW), in the years before too."""
        rated = [level for level in levels if level]
        good = sum(level >= GOOD for level in rated)
        if NOT_COMPLETED in rated or 2 * good < len(rated):
            return COMPLETED
        return EXCELLENT if 5 * good >= 4 * len(rated) else GOOD

    def is_too_new(self, pk: int) -> bool:
        return self.opened_on[pk] >= date(self.year, 7, 1)

    def is_disciplined(self, each: Grassroots) -> bool:
        return each.organization.pk in self.disciplined_organizations

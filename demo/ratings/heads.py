"""A secretary is rated no higher than the collective: somebody else takes the place."""

from __future__ import annotations

from demo.people import Person
from demo.ratings.bench import Bench
from demo.tree import CellPlan, Grassroots
from ratings.levels import Level


class Heads:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.tree, self.round, self.rated = bench.tree, bench.round, bench.rated

    def follow_their_organizations(self) -> None:
        for each in self.tree.grassroots:
            for cell in each.cells:
                for person in self.rated.get(cell.organization.pk, []):
                    limit = self._limit(person, cell, each)
                    if limit and (self.round.level_of(person) or 0) > limit:
                        self._exchange(person, limit, cell, each)

    def _limit(self, person: Person, cell: CellPlan, each: Grassroots) -> Level | None:
        headed = {
            "Bí thư chi bộ": cell.organization,
            "Bí thư đảng ủy": each.organization,
            "Bí thư đảng ủy bộ phận": each.sections[0] if each.sections else None,
        }.get(person.member.position)
        return self.round.organizations[headed.pk].level if headed else None

    def _exchange(self, person: Person, level: Level, cell: CellPlan, each: Grassroots) -> None:
        for place in (cell, *each.cells):
            for other in self.rated.get(place.organization.pk, []):
                if self.round.level_of(other) == level and not other.member.position.startswith("Bí thư"):
                    self.round.members[other.member.pk] = self.round.members[person.member.pk]
                    self.bench.judge(person, level)
                    return

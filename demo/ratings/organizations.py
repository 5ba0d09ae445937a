"""The organisations of a year, from the cells up, by what stands below each."""

from __future__ import annotations

from demo.ratings.bench import Bench, Rated
from demo.ratings.figures import (
    CAP,
    COMPLETED,
    COMPLETED_ORGANIZATIONS,
    EXCELLENT,
    EXCELLENT_ORGANIZATIONS,
    GOOD,
    NOT_COMPLETED,
)
from demo.tree import Grassroots
from ratings.levels import Level, NotRatedReason


class Organizations:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.tree, self.random, self.round = bench.tree, bench.random, bench.round
        self.rated = bench.rated

    def rate(self) -> None:
        for each in self.tree.grassroots:
            self._rate_below(each)
        self._rate_grassroots()

    def _rate_below(self, each: Grassroots) -> None:
        """Cells by their members, then a section by its cells; at most a fifth of each parent's are excellent."""
        if not each.is_committee:
            return
        for parent in (*each.sections, each.organization):
            cells = [cell.organization.pk for cell in each.children_of(parent) if cell.organization.pk in self.rated]
            ceilings = {pk: self.bench.ceiling(self.bench.levels(self.rated[pk])) for pk in cells}
            good = [pk for pk in cells if ceilings[pk] >= GOOD and not self.bench.is_too_new(pk)]
            able = [pk for pk in good if ceilings[pk] == EXCELLENT]
            best = sorted(able, key=lambda pk: (-self._mean(pk), pk))[: len(good) // CAP]
            for pk in cells:
                level = EXCELLENT if pk in best else min(GOOD, ceilings[pk])
                self._rate(pk, level)
        for section in each.sections:
            cells = [cell.organization.pk for cell in each.children_of(section)]
            self._rate(section.pk, min(GOOD, self.bench.ceiling([self.round.organizations[pk].level for pk in cells])))

    def _rate(self, pk: int, level: Level) -> None:
        new = self.bench.is_too_new(pk)
        self.round.organizations[pk] = Rated(reason=NotRatedReason.NEW_ORGANIZATION) if new else Rated(level)

    def _mean(self, pk: int) -> int:
        levels = [level for level in self.bench.levels(self.rated[pk]) if level]
        return 1000 * sum(levels) // len(levels)

    def _ceiling_of(self, each: Grassroots) -> Level:
        if not each.is_committee:
            return self.bench.ceiling(self.bench.levels(self.rated[each.organization.pk]))
        children = [*each.sections, *(cell.organization for cell in each.children_of(each.organization))]
        levels = [
            self.round.organizations[child.pk].level for child in children if child.pk in self.round.organizations
        ]
        return self.bench.ceiling(levels)

    def _rate_grassroots(self) -> None:
        ordered = sorted(
            self.tree.grassroots,
            key=lambda each: (
                -self.bench.renown[each.organization.pk] - self.random.randint(0, 120),
                each.organization.pk,
            ),
        )
        excellent = self._excellent_of(ordered)
        rest = [each for each in reversed(ordered) if each not in excellent and not self.bench.is_disciplined(each)]
        completed = rest[: COMPLETED_ORGANIZATIONS.get(self.bench.year, 0)]
        for each in ordered:
            level = EXCELLENT if each in excellent else COMPLETED if each in completed else GOOD
            self.round.organizations[each.organization.pk] = Rated(
                NOT_COMPLETED if self.bench.is_disciplined(each) else level
            )

    def _excellent_of(self, ordered: list[Grassroots]) -> list[Grassroots]:
        """A fifth of each type at most, of those that will be good or better, so that the cap holds in any grouping."""
        below = COMPLETED_ORGANIZATIONS.get(self.bench.year, 0) + len(self.bench.disciplined_organizations)
        excellent: list[Grassroots] = []
        for of_committees in (True, False):
            alike = [each for each in ordered if each.is_committee == of_committees]
            able = [e for e in alike if self._ceiling_of(e) == EXCELLENT and not self.bench.is_disciplined(e)]
            excellent += able[: (len(alike) - below) // CAP]
        return sorted(excellent, key=ordered.index)[: EXCELLENT_ORGANIZATIONS[self.bench.year]]

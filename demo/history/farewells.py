"""Who leaves in a year, and how."""

from __future__ import annotations

from collections import Counter
from datetime import date

from demo.history.figures import (
    ADMITTED,
    ARRIVED,
    CLOSING,
    DIED,
    EXPELLED_IN,
    LARGE_ENOUGH_FOR_A_CASE,
    MOVED_WITHIN,
    REMOVED,
    RESIGNED,
)
from demo.history.lives import Lives
from demo.people import Person
from demo.tree import CellPlan
from members.models import LifeEvent

Kind = LifeEvent.Kind


def is_settled(person: Person, year: int) -> bool:
    """Whoever has just come stays, so that probation ends where it began."""
    return person.since.year < year - 1 and person.member.admitted_on.year < year - 1


def fit_for_a_case(lives: Lives, person: Person) -> bool:
    """One failed member must not fail a small cell, nor a grassroots organisation that is one cell."""
    return lives.home[person.cell].is_committee and len(lives.current[person.cell]) >= LARGE_ENOUGH_FOR_A_CASE


class Farewells:
    def __init__(self, lives: Lives) -> None:
        self.lives, self.random, self.current = lives, lives.random, lives.current

    def leavers(self, year: int, sizes: dict[CellPlan, int]) -> list[Person]:
        """First who must make room, then by chance and age; never many of one cell in one year."""
        total = ADMITTED[year] + ARRIVED[year] + MOVED_WITHIN + CLOSING[year - 1] - CLOSING[year]
        able = [p for people in self.current.values() for p in people if is_settled(p, year) and p.stays_through < year]
        able.sort(key=lambda p: self.random.random() / (3 + 40 * p.is_past_retirement(year)))
        surplus = {cell: len(people) - sizes[cell] for cell, people in self.current.items()}
        leaving: list[Person] = []
        taken: Counter[CellPlan] = Counter()
        for person in able:
            if taken[person.cell] < surplus[person.cell]:
                taken[person.cell] += 1
                leaving.append(person)
        for person in able:
            if len(leaving) == total:
                break
            if person not in leaving and taken[person.cell] < max(1, len(self.current[person.cell]) // 5):
                taken[person.cell] += 1
                leaving.append(person)
        return leaving

    def say_farewell(self, year: int, leaving: list[Person], places: list[CellPlan]) -> None:
        """Takes from `places` those that people who move within the Bloc fill."""
        left = list(leaving)
        for kind, count in self._kinds(year):
            for _ in range(count):
                person = self._candidate(kind, left, year)
                left.remove(person)
                self.lives.leave(person, kind, self.lives.day(year))
        young = [person for person in left if person.age(year) < 50]
        for person in young[:MOVED_WITHIN]:
            left.remove(person)
            place = next(
                cell
                for cell in places
                if self.lives.home[cell] is not self.lives.home[person.cell] and cell.opened_on < date(year, 1, 1)
            )
            places.remove(place)
            self.lives.move(person, place, self.lives.day(year))
        for person in left:
            self.lives.leave(person, Kind.TRANSFERRED_OUT, self.lives.day(year))

    def _kinds(self, year: int) -> list[tuple[LifeEvent.Kind, int]]:
        return [
            (Kind.EXPELLED, int(year in EXPELLED_IN)),
            (Kind.DIED, DIED[year % len(DIED)]),
            (Kind.REMOVED, REMOVED[year % len(REMOVED)]),
            (Kind.RESIGNED, RESIGNED[year % len(RESIGNED)]),
        ]

    def _candidate(self, kind: LifeEvent.Kind, leaving: list[Person], year: int) -> Person:
        if kind == Kind.DIED:
            return max(leaving, key=lambda p: (p.age(year) >= 50, -p.member.pk))
        if kind == Kind.EXPELLED:
            return next(p for p in leaving if fit_for_a_case(self.lives, p) and p.age(year) < 55)
        return min(leaving, key=lambda p: (p.age(year) >= 50, p.merit, p.member.pk))

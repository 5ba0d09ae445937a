"""Persons as they come: those who belonged when the first year began, those admitted later, those who arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from demo.chance import day_between, years_later
from demo.names import person_name
from demo.tree import CellPlan, Grassroots
from members.models import Member
from members.numbers import code_of
from ui.searching import search_key
from ui.vietnamese import nfc, person_key

Sex = Member.Sex

WOMEN_IN_A_HUNDRED = 42
FIRST_BIRTH_YEAR = 1955
# Whose probation ended later than this is still on probation when the last year of the story ends.
KNOWN_UNTIL = date(2025, 1, 10)


@dataclass(eq=False)
class Person:
    """A member in the making, with what decides about ratings. `merit` is out of 100."""

    member: Member
    merit: int
    cell: CellPlan
    since: date
    exempt_since: date | None = None
    suspended: tuple[date, date] | None = None
    stays_through: int = 0
    """A year in which this person does not leave, because something is still pending."""

    def age(self, year: int) -> int:
        return year - self.member.birth_date.year

    def is_past_retirement(self, year: int) -> int:
        """Years over the age at which most go home; 0 before."""
        return max(0, self.age(year) - (55 if self.member.sex == Sex.FEMALE else 60) + 1)


class Newcomers:
    """Makes persons, numbered in the order of their coming."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.members: list[Member] = []

    def admitted(self, cell: CellPlan, ceremony: date) -> Person:
        age = 20 + min(self.random.randint(0, 20), self.random.randint(0, 20))
        return self._person(cell, ceremony, self._birth(ceremony.year - age), ceremony)

    def arrived(self, cell: CellPlan, day: date) -> Person:
        return self._from_elsewhere(cell, day, day.year - self.random.randint(27, 50))

    def founding(self, cell: CellPlan, last: date) -> Person:
        """Belongs on the day `last`, by admission there or by an earlier transfer."""
        birth = self._birth(max(FIRST_BIRTH_YEAR, last.year - 24 - self.random.randint(0, 36)))
        admission = years_later(birth, 20 + min(self.random.randint(0, 20), self.random.randint(0, 25)))
        if cell.opened_on + timedelta(days=30) <= admission < last - timedelta(days=30):
            return self._person(cell, admission, birth, admission)
        day = day_between(self.random, cell.opened_on + timedelta(days=1), last - timedelta(days=60))
        return self._from_elsewhere(cell, day, birth.year)

    def _from_elsewhere(self, cell: CellPlan, day: date, birth_year: int) -> Person:
        birth = self._birth(birth_year)
        youngest = years_later(birth, 19)
        last = max(youngest, min(day - timedelta(days=500), years_later(birth, 42)))
        return self._person(cell, day, birth, day_between(self.random, youngest, last))

    def _birth(self, year: int) -> date:
        return day_between(self.random, date(year, 1, 1), date(year, 12, 31))

    def _person(self, cell: CellPlan, since: date, birth: date, ceremony: date) -> Person:
        sex = Sex.FEMALE if self.random.randint(1, 100) <= WOMEN_IN_A_HUNDRED else Sex.MALE
        name = nfc(person_name(self.random, sex, birth.year))
        number = len(self.members) + 1
        official = years_later(ceremony, 1)
        member = Member(
            pk=number,
            code=code_of(number),
            full_name=name,
            sort_key=person_key(name),
            search_key=search_key(name),
            sex=sex,
            birth_date=birth,
            admitted_on=ceremony,
            official_on=official if official <= KNOWN_UNTIL else None,
        )
        self.members.append(member)
        return Person(member, self.random.randint(0, 100), cell, since)


# Offices within a cell, in the order in which they are filled; members of the cell committee only where it has one.
CELL_OFFICES = ("Bí thư chi bộ", "Phó bí thư chi bộ", "Chi ủy viên", "Chi ủy viên", "Chi ủy viên")
OFFICES_WITH_CELL_COMMITTEE, OFFICES_WITHOUT = 5, 2
MEMBERS_WITH_CELL_COMMITTEE = 9
COMMISSION = (
    "Đảng ủy viên, Phó chủ nhiệm ủy ban kiểm tra đảng ủy",
    "Đảng ủy viên, Ủy viên ủy ban kiểm tra đảng ủy",
)
COMMITTEE_OFFICES = (
    "Bí thư đảng ủy",
    "Phó bí thư đảng ủy",
    "Đảng ủy viên, Chủ nhiệm ủy ban kiểm tra đảng ủy",
    *COMMISSION,
    "Đảng ủy viên",
    "Đảng ủy viên",
)
# A committee of nine or more elects a standing board.
OFFICES_WITH_BOARD = (
    "Bí thư đảng ủy",
    "Phó bí thư thường trực đảng ủy",
    "Phó bí thư đảng ủy",
    "Ủy viên ban thường vụ đảng ủy, Chủ nhiệm ủy ban kiểm tra đảng ủy",
    "Ủy viên ban thường vụ đảng ủy",
    *COMMISSION,
    *4 * ("Đảng ủy viên",),
)
MEMBERS_WITH_BOARD = 90


def elect(each: Grassroots, rosters: dict[int, list[Person]]) -> None:
    """Today's offices: the most deserving full members, one office each."""
    for cell in each.cells:
        eligible = _eligible(rosters[cell.organization.pk])
        full = len(eligible) >= MEMBERS_WITH_CELL_COMMITTEE
        _fill(CELL_OFFICES[: OFFICES_WITH_CELL_COMMITTEE if full else OFFICES_WITHOUT], eligible)
    if each.is_committee:
        offices = OFFICES_WITH_BOARD if each.size >= MEMBERS_WITH_BOARD else COMMITTEE_OFFICES
        _fill(offices, _eligible([p for cell in each.cells for p in rosters[cell.organization.pk]]))
    for section in each.sections:
        people = [p for cell in each.children_of(section) for p in rosters[cell.organization.pk]]
        _fill(("Bí thư đảng ủy bộ phận", "Phó bí thư đảng ủy bộ phận"), _eligible(people))


def _eligible(people: list[Person]) -> list[Person]:
    able = [
        person
        for person in people
        if person.member.official_on and not person.member.position and not person.exempt_since and not person.suspended
    ]
    in_their_prime = [person for person in able if 34 <= person.age(KNOWN_UNTIL.year) <= 58]
    rest = [person for person in able if person not in in_their_prime]
    return [*sorted(in_their_prime, key=_merit), *sorted(rest, key=_merit)]


def _merit(person: Person) -> tuple[int, int]:
    return -person.merit, person.member.pk


def _fill(offices: tuple[str, ...], people: list[Person]) -> None:
    for office, person in zip(offices, people, strict=False):
        person.member.position = office

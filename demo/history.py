"""Ten years of coming and going, year by year, so that opening + joined - left = closing in every cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from demo.chance import apportion, chance, day_between, years_later
from demo.organizations import Cell, Tree
from demo.people import KNOWN_UNTIL, Newcomers, Person, elect
from members.models import LifeEvent, Member, Membership

Kind = LifeEvent.Kind

START = 2014
YEARS = range(2015, 2025)
# Members at the end of each year.
CLOSING = {
    2014: 4_712, 2015: 4_760, 2016: 4_806, 2017: 4_848, 2018: 4_884, 2019: 4_921,
    2020: 4_940, 2021: 4_955, 2022: 4_968, 2023: 4_979, 2024: 4_989,
}  # fmt: skip
# 1,062 from 2015 to 2019 as published; 793 from 2020 on.
ADMITTED = {
    2015: 204, 2016: 218, 2017: 225, 2018: 212, 2019: 203,
    2020: 168, 2021: 201, 2022: 187, 2023: 176, 2024: 61,
}  # fmt: skip
ARRIVED = {
    2015: 44, 2016: 39, 2017: 47, 2018: 41, 2019: 52,
    2020: 36, 2021: 31, 2022: 45, 2023: 48, 2024: 55,
}  # fmt: skip
MOVED_WITHIN = 8
DIED = (5, 6, 7, 6, 8)
REMOVED = (3, 2, 4)
RESIGNED = (1, 2)
EXPELLED_IN = (2017, 2022)
EXEMPTED = (4, 5, 3)
SUSPENDED_IN = {2019: 1, 2021: 1, 2023: 2}
LARGE_ENOUGH_FOR_A_CASE = 10


@dataclass
class Register:
    """What the members' tables will hold, and who belonged to which cell at the end of each year."""

    members: list[Member]
    memberships: list[Membership] = field(default_factory=list)
    events: list[LifeEvent] = field(default_factory=list)
    rosters: dict[int, dict[int, list[Person]]] = field(default_factory=dict)
    """{year: {id of the cell: persons}}"""
    expelled: list[tuple[Person, date]] = field(default_factory=list)
    suspended: list[tuple[Person, date]] = field(default_factory=list)


def build(tree: Tree) -> Register:
    return History(tree).write()


class History:
    def __init__(self, tree: Tree) -> None:
        self.random = chance("history")
        self.newcomers = Newcomers(chance("people"))
        self.tree = tree
        self.home = {cell: each for each in tree.grassroots for cell in each.cells}
        self.current: dict[Cell, list[Person]] = {cell: [] for cell in tree.cells()}
        self.register = Register(self.newcomers.members)
        self.decisions: Counter[int] = Counter()

    def write(self) -> Register:
        self._found()
        for year in YEARS:
            self._pass(year)
        for cell in self.current:
            for person in self.current[cell]:
                self._close(person, None)
        today = self.register.rosters[YEARS[-1]]
        for each in self.tree.grassroots:
            elect(each, today)
        return self._numbered()

    def sizes(self, year: int) -> dict[Cell, int]:
        """How many belong to each cell at the end of the year, in the proportions of today."""
        grassroots = self.tree.grassroots
        totals = apportion(CLOSING[year], [each.size for each in grassroots])
        sizes: dict[Cell, int] = {}
        for each, total in zip(grassroots, totals, strict=True):
            weights = [cell.size if cell.opened_on.year <= year else 0 for cell in each.cells]
            sizes |= dict(zip(each.cells, apportion(total, weights), strict=True))
        return sizes

    # --- the years

    def _found(self) -> None:
        for cell, size in self.sizes(START).items():
            for _ in range(size):
                person = self.newcomers.founding(cell, date(START, 12, 31))
                self._enter(person, person.since)
        self._close_year(START)

    def _pass(self, year: int) -> None:
        sizes = self.sizes(year)
        self._divide(year, sizes)
        leaving = self._leavers(year, sizes)
        staying = {cell: len(people) for cell, people in self.current.items()}
        for person in leaving:
            staying[person.cell] -= 1
        places = [cell for cell, size in sizes.items() for _ in range(size - staying[cell])]
        self.random.shuffle(places)
        self._say_farewell(year, leaving, places)
        for number, cell in enumerate(places):
            self._admit(year, cell) if number < ADMITTED[year] else self._receive(year, cell)
        self._exempt(year)
        self._suspend(year)
        self._close_year(year)

    def _close_year(self, year: int) -> None:
        self.register.rosters[year] = {cell.organization.pk: list(people) for cell, people in self.current.items()}

    def _divide(self, year: int, sizes: dict[Cell, int]) -> None:
        """A new cell takes its members over from those beside it."""
        for cell in self.current:
            if cell.opened_on.year != year:
                continue
            for sibling in self.home[cell].cells:
                surplus = max(0, len(self.current[sibling]) - sizes[sibling])
                room = sizes[cell] - len(self.current[cell])
                settled = [person for person in self.current[sibling] if self._is_settled(person, year)]
                for person in settled[: min(surplus, room)]:
                    self._move(person, cell, cell.opened_on)

    def _leavers(self, year: int, sizes: dict[Cell, int]) -> list[Person]:
        """First who must make room, then by chance and age; never many of one cell in one year."""
        total = ADMITTED[year] + ARRIVED[year] + MOVED_WITHIN + CLOSING[year - 1] - CLOSING[year]
        able = [p for people in self.current.values() for p in people if self._can_leave(p, year)]
        able.sort(key=lambda p: self.random.random() / (3 + 40 * p.is_past_retirement(year)))
        surplus = {cell: len(people) - sizes[cell] for cell, people in self.current.items()}
        leaving: list[Person] = []
        taken: Counter[Cell] = Counter()
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

    def _can_leave(self, person: Person, year: int) -> bool:
        return self._is_settled(person, year) and person.stays_through < year

    def _is_settled(self, person: Person, year: int) -> bool:
        """Whoever has just come stays, so that probation ends where it began."""
        return person.since.year < year - 1 and person.member.admitted_on.year < year - 1

    def _say_farewell(self, year: int, leaving: list[Person], places: list[Cell]) -> None:
        """Takes from `places` those that people who move within the Bloc fill."""
        left = list(leaving)
        for kind, count in self._kinds(year):
            for _ in range(count):
                person = self._candidate(kind, left, year)
                left.remove(person)
                self._leave(person, kind, self._day(year))
        young = [person for person in left if person.age(year) < 50]
        for person in young[:MOVED_WITHIN]:
            left.remove(person)
            place = next(
                cell
                for cell in places
                if self.home[cell] is not self.home[person.cell] and cell.opened_on < date(year, 1, 1)
            )
            places.remove(place)
            self._move(person, place, self._day(year))
        for person in left:
            self._leave(person, Kind.TRANSFERRED_OUT, self._day(year))

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
            return next(p for p in leaving if self._fit_for_a_case(p) and p.age(year) < 55)
        return min(leaving, key=lambda p: (p.age(year) >= 50, p.merit, p.member.pk))

    def _fit_for_a_case(self, person: Person) -> bool:
        """One failed member must not fail a small cell, nor a grassroots organisation that is one cell."""
        return self.home[person.cell].is_committee and len(self.current[person.cell]) >= LARGE_ENOUGH_FOR_A_CASE

    # --- what happens to one person

    def _day(self, year: int) -> date:
        return day_between(self.random, date(year, 1, 20), date(year, 12, 5))

    def _day_in(self, cell: Cell, year: int) -> date:
        return day_between(self.random, max(date(year, 1, 20), cell.opened_on), date(year, 12, 5))

    def _admit(self, year: int, cell: Cell) -> None:
        decision = self._day_in(cell, year)
        ceremony = decision + timedelta(days=self.random.randint(3, 12))
        self._enter(self.newcomers.admitted(cell, ceremony), decision)

    def _receive(self, year: int, cell: Cell) -> None:
        day = self._day_in(cell, year)
        self._enter(self.newcomers.arrived(cell, day), day)

    def _enter(self, person: Person, decision: date) -> None:
        """By admission where the ceremony was the first day, otherwise by transfer."""
        member, cell = person.member, person.cell
        self.current[cell].append(person)
        if member.admitted_on != person.since:
            self._event(person, Kind.TRANSFERRED_IN, decision, cell, note="Chuyển sinh hoạt đảng từ nơi khác đến")
            return
        if decision == person.since:
            decision -= timedelta(days=self.random.randint(3, 12))
        self._event(person, Kind.ADMITTED, decision, cell)
        recognized = years_later(member.admitted_on, 1) + timedelta(days=self.random.randint(0, 20))
        if member.official_on and recognized <= KNOWN_UNTIL:
            self._event(person, Kind.RECOGNIZED, recognized, cell)
        else:
            member.official_on = None

    def _leave(self, person: Person, kind: LifeEvent.Kind, day: date) -> None:
        note = ""
        if kind == Kind.TRANSFERRED_OUT:
            old = person.is_past_retirement(day.year)
            note = "Nghỉ hưu, chuyển sinh hoạt đảng về nơi cư trú" if old else "Chuyển công tác ngoài Đảng bộ Khối"
        self._event(person, kind, day, person.cell, note=note)
        if kind == Kind.EXPELLED:
            self.register.expelled.append((person, day))
        self.current[person.cell].remove(person)
        self._close(person, day)

    def _move(self, person: Person, cell: Cell, day: date) -> None:
        self._event(person, Kind.TRANSFERRED_OUT, day, person.cell, note=f"Chuyển đến {cell.organization.name}")
        self._event(person, Kind.TRANSFERRED_IN, day, cell, note=f"Chuyển từ {person.cell.organization.name}")
        self.current[person.cell].remove(person)
        self._close(person, day)
        person.cell, person.since = cell, day
        self.current[cell].append(person)

    def _close(self, person: Person, until: date | None) -> None:
        self.register.memberships.append(
            Membership(member=person.member, organization=person.cell.organization, since=person.since, until=until)
        )

    def _exempt(self, year: int) -> None:
        able = [
            person
            for cell, people in self.current.items()
            for person in people
            if person.age(year) >= 54 and person.since.year < year and not person.exempt_since and len(people) > 6
        ]
        for person in self.random.sample(able, EXEMPTED[year % len(EXEMPTED)]):
            person.exempt_since = day_between(self.random, date(year, 3, 1), date(year, 11, 15))
            self._event(person, Kind.EXEMPTED, person.exempt_since, person.cell, note="Sức khỏe yếu, có đơn đề nghị")

    def _suspend(self, year: int) -> None:
        """During an inspection that begins in autumn and whose outcome comes in spring."""
        able = [
            person
            for people in self.current.values()
            for person in people
            if person.since.year < year
            and 30 <= person.age(year) <= 50
            and self._fit_for_a_case(person)
            and person.member.official_on
            and not person.exempt_since
            and person.member.admitted_on.year < year - 1
        ]
        for person in self.random.sample(able, SUSPENDED_IN.get(year, 0)):
            start = day_between(self.random, date(year, 10, 1), date(year, 11, 10))
            end = day_between(self.random, date(year + 1, 2, 1), date(year + 1, 3, 31))
            person.suspended, person.stays_through = (start, end), year + 1
            self._event(person, Kind.SUSPENDED, start, person.cell, until=end)
            self._event(person, Kind.RESUMED, end, person.cell)
            self.register.suspended.append((person, start))

    # --- rows

    def _event(
        self, person: Person, kind: LifeEvent.Kind, day: date, cell: Cell, *, note: str = "", until: date | None = None
    ) -> None:
        number = ""
        if kind != Kind.DIED:
            self.decisions[day.year] += 1
            number = f"{self.decisions[day.year]:03}-QĐ/ĐUK"
        self.register.events.append(
            LifeEvent(
                member=person.member,
                kind=kind,
                happened_on=day,
                organization=cell.organization,
                decision_number=number,
                until=until,
                note=note,
            )
        )

    def _numbered(self) -> Register:
        self.register.memberships.sort(key=lambda row: (row.member_id, row.since))
        self.register.events.sort(key=lambda row: row.happened_on)
        for rows in (self.register.memberships, self.register.events):
            for number, row in enumerate(rows, start=1):
                row.pk = number
        return self.register

"""What happens to one person: coming, going, moving, each with its row in the register."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

from demo.chance import chance, day_between, years_later
from demo.history.register import MemberTables
from demo.people import KNOWN_UNTIL, Newcomers, Person
from demo.tree import CellPlan, Tree
from members.models import LifeEvent, Membership

Kind, Beyond = LifeEvent.Kind, LifeEvent.Beyond

STILL_ON_PROBATION = 5


class Lives:
    def __init__(self, tree: Tree, random: Random) -> None:
        self.random = random
        self.newcomers = Newcomers(chance("people"))
        self.home = {cell: each for each in tree.grassroots for cell in each.cells}
        self.current: dict[CellPlan, list[Person]] = {cell: [] for cell in tree.cells()}
        self.register = MemberTables(self.newcomers.members)
        self.decisions: Counter[int] = Counter()

    def day(self, year: int) -> date:
        return day_between(self.random, date(year, 1, 20), date(year, 12, 5))

    def _day_in(self, cell: CellPlan, year: int) -> date:
        return day_between(self.random, max(date(year, 1, 20), cell.opened_on), date(year, 12, 5))

    def admit(self, year: int, cell: CellPlan) -> None:
        decision = self._day_in(cell, year)
        ceremony = decision + timedelta(days=self.random.randint(3, 12))
        self.enter(self.newcomers.admitted(cell, ceremony), decision)

    def receive(self, year: int, cell: CellPlan) -> None:
        day = self._day_in(cell, year)
        self.enter(self.newcomers.arrived(cell, day), day)

    def enter(self, person: Person, decision: date) -> None:
        """By admission where the ceremony was the first day, otherwise by transfer."""
        member, cell = person.member, person.cell
        self.current[cell].append(person)
        if member.admitted_on != person.since:
            arrival = self.event(
                person, Kind.TRANSFERRED_IN, decision, cell, note="Chuyển sinh hoạt đảng từ nơi khác đến"
            )
            arrival.beyond = Beyond.ELSEWHERE if decision.day % 4 == 0 else Beyond.PROVINCE
            return
        if decision == person.since:
            decision -= timedelta(days=self.random.randint(3, 12))
        self.event(person, Kind.ADMITTED, decision, cell)
        recognized = years_later(member.admitted_on, 1) + timedelta(days=self.random.randint(0, 20))
        if member.official_on and recognized <= KNOWN_UNTIL:
            self.event(person, Kind.RECOGNIZED, recognized, cell)
        else:
            member.official_on = None

    def recognize(self, today: date) -> None:
        """Whose probation ended after the last year of the story, apart from a few who are past it."""
        on_probation = [
            person for people in self.current.values() for person in people if not person.member.official_on
        ]
        on_probation.sort(key=lambda person: person.member.admitted_on)
        for person in on_probation[:-STILL_ON_PROBATION]:
            day = years_later(person.member.admitted_on, 1)
            if (decision := day + timedelta(days=self.random.randint(0, 20))) <= today:
                person.member.official_on = day
                self.event(person, Kind.RECOGNIZED, decision, person.cell)

    def leave(self, person: Person, kind: LifeEvent.Kind, day: date) -> None:
        note, beyond = "", ""
        if kind == Kind.TRANSFERRED_OUT:
            old = person.is_past_retirement(day.year)
            beyond = Beyond.PROVINCE if old or day.day % 3 else Beyond.ELSEWHERE
            note = "Nghỉ hưu, chuyển sinh hoạt đảng về nơi cư trú" if old else "Chuyển công tác ngoài Đảng bộ Khối"
        self.event(person, kind, day, person.cell, note=note).beyond = beyond
        self.register.left.append((person, kind))
        if kind == Kind.EXPELLED:
            self.register.expelled.append((person, day))
        self.current[person.cell].remove(person)
        self.close(person, day)

    def move(self, person: Person, cell: CellPlan, day: date) -> None:
        departure = self.event(
            person, Kind.TRANSFERRED_OUT, day, person.cell, note=f"Chuyển đến {cell.organization.name}"
        )
        arrival = self.event(person, Kind.TRANSFERRED_IN, day, cell, note=f"Chuyển từ {person.cell.organization.name}")
        arrival.counterpart = departure
        self.current[person.cell].remove(person)
        self.close(person, day)
        person.cell, person.since = cell, day
        self.current[cell].append(person)

    def close(self, person: Person, until: date | None) -> None:
        self.register.memberships.append(
            Membership(member=person.member, organization=person.cell.organization, since=person.since, until=until)
        )

    def event(
        self,
        person: Person,
        kind: LifeEvent.Kind,
        day: date,
        cell: CellPlan,
        *,
        note: str = "",
        until: date | None = None,
    ) -> LifeEvent:
        number = ""
        if kind != Kind.DIED:
            self.decisions[day.year] += 1
            number = f"{self.decisions[day.year]:03}-QĐ/ĐUK"
        event = LifeEvent(
            member=person.member,
            kind=kind,
            happened_on=day,
            organization=cell.organization,
            decision_number=number,
            until=until,
            note=note,
        )
        self.register.events.append(event)
        return event

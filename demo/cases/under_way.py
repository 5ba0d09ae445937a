"""Cases without a conclusion, of the weeks before the day of loading: two are past their limit, the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demo.cases.desk import CaseDesk
from demo.cases.figures import CONTENTS, INSPECTION, LARGE_ENOUGH, SUPERVISION, SUSPICION
from demo.chance import chance
from demo.history.figures import YEARS
from demo.people import Person
from inspections.models import Body, Case

Basis = Case.Basis


@dataclass(frozen=True)
class Begun:
    days_ago: int
    kind: Case.Kind
    basis: Case.Basis
    body: Body
    of_member: bool


CASES = (
    Begun(44, SUPERVISION, Basis.PROGRAMME, Body.SUPERIOR_STANDING, of_member=True),
    Begun(34, SUPERVISION, Basis.PROGRAMME, Body.GRASSROOTS_COMMITTEE, of_member=True),
    Begun(26, INSPECTION, Basis.SUSPECTED_VIOLATION, Body.SUPERIOR_COMMISSION, of_member=False),
    Begun(25, SUPERVISION, Basis.PROGRAMME, Body.SUPERIOR_COMMITTEE, of_member=False),
    Begun(19, INSPECTION, Basis.SUSPECTED_VIOLATION, Body.SUPERIOR_COMMISSION, of_member=True),
    Begun(16, INSPECTION, Basis.PROGRAMME, Body.SUPERIOR_STANDING, of_member=False),
    Begun(12, SUPERVISION, Basis.PROGRAMME, Body.GRASSROOTS_COMMISSION, of_member=True),
    Begun(9, INSPECTION, Basis.PROGRAMME, Body.GRASSROOTS_COMMITTEE, of_member=True),
    Begun(4, SUPERVISION, Basis.PROGRAMME, Body.SUPERIOR_ADVISORY, of_member=False),
)


class UnderWay:
    def __init__(self, desk: CaseDesk, known: set[int], today: date) -> None:
        self.desk, self.today, self.random = desk, today, chance("cases under way")
        self.committees = [each for each in desk.tree.grassroots if each.is_committee]
        self.people = [person for person in desk.whole_year(YEARS[-1]) if self._may_be_acted_on(person, known)]

    def open(self) -> None:
        members = iter(self.random.sample(self.people, len(CASES)))
        committees = iter(self.random.sample(self.committees, len(CASES)))
        for begun in CASES:
            person = next(members) if begun.of_member else None
            each = self.desk.home[person.cell.organization.pk] if person else next(committees)
            cell = person.cell.organization if person else None
            opened_on = self.today - timedelta(begun.days_ago)
            case = self.desk.case(begun.kind, begun.basis, begun.body, opened_on, each, cell, person)
            case.content = SUSPICION if begun.basis == Basis.SUSPECTED_VIOLATION else self.random.choice(CONTENTS)

    def _may_be_acted_on(self, person: Person, known: set[int]) -> bool:
        size = len(self.desk.register.rosters[YEARS[-1]][person.cell.organization.pk])
        free = person.member.pk not in known and not person.member.position and not person.exempt_since
        return free and size >= LARGE_ENOUGH and self.desk.has_commission(person.cell)

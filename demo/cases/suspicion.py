"""Inspections on signs of violation, and the discipline that follows some of them."""

from __future__ import annotations

from datetime import date, timedelta

from demo.cases.desk import CaseDesk
from demo.cases.figures import (
    INSPECTION,
    LARGE_ENOUGH,
    NONE,
    SUSPECTED_MEMBERS,
    SUSPECTED_ORGANIZATIONS,
    SUSPICION,
    VIOLATION,
    Basis,
    Form,
)
from demo.chance import day_between
from demo.people import Person
from inspections.models import Body, Case, Discipline


class Suspicion:
    def __init__(self, desk: CaseDesk) -> None:
        self.desk, self.tree, self.home, self.random = desk, desk.tree, desk.home, desk.random
        register = desk.register
        self.known: set[int] = {person.member.pk for person, _ in (*register.suspended, *register.expelled)}

    def carry_out(self) -> None:
        self._suspect_organizations()
        self._suspect_members()

    def _suspect_organizations(self) -> None:
        committees = [each for each in self.tree.grassroots if each.is_committee and not each.is_enterprise]
        subjects = self.random.sample(committees, len(SUSPECTED_ORGANIZATIONS))
        for (year, outcome), each in zip(SUSPECTED_ORGANIZATIONS, subjects, strict=True):
            opened_on = day_between(self.random, date(year, 4, 1), date(year, 6, 30))
            case = self.desk.case(
                INSPECTION, Basis.SUSPECTED_VIOLATION, Body.SUPERIOR_COMMISSION, opened_on, each, None, None
            )
            self._decide(case, outcome, opened_on + timedelta(days=60))

    def _suspect_members(self) -> None:
        for year, outcome in SUSPECTED_MEMBERS:
            person = self.random.choice([p for p in self.desk.whole_year(year) if self._may_be_suspected(p, year)])
            self.known.add(person.member.pk)
            opened_on = day_between(self.random, date(year, 3, 1), date(year, 7, 31))
            self._suspect(person, opened_on, outcome, opened_on + timedelta(days=self.random.randint(40, 70)))
        for person, day in self.desk.register.expelled:
            opened_on = max(date(day.year, 1, 2), day - timedelta(days=75))
            self._suspect(person, opened_on, Form.EXPULSION, day)
        outcomes: tuple[str, ...] = (Form.WARNING, Form.REPRIMAND, NONE, Form.REPRIMAND)
        for (person, day), outcome in zip(self.desk.register.suspended, outcomes, strict=True):
            assert person.suspended is not None
            self._suspect(person, day - timedelta(days=12), outcome, person.suspended[1])

    def _may_be_suspected(self, person: Person, year: int) -> bool:
        size = len(self.desk.register.rosters[year][person.cell.organization.pk])
        return (
            person.member.pk not in self.known
            and self.desk.has_commission(person.cell)
            and size >= LARGE_ENOUGH
            and not person.member.position
            and not person.exempt_since
            and person.member.official_on is not None
            and person.member.official_on.year < year
        )

    def _suspect(self, person: Person, opened_on: date, outcome: str, concluded_on: date) -> None:
        cell = person.cell.organization
        body = self.random.choice((Body.CELL, Body.GRASSROOTS_COMMISSION, Body.SUPERIOR_COMMISSION))
        if outcome == Form.EXPULSION:
            body = Body.SUPERIOR_COMMISSION
        case = self.desk.case(INSPECTION, Basis.SUSPECTED_VIOLATION, body, opened_on, self.home[cell.pk], cell, person)
        self._decide(case, outcome, concluded_on)

    def _decide(self, case: Case, outcome: str, on: date) -> None:
        case.content = SUSPICION
        case.concluded_on = on
        case.violation_found = outcome != NONE
        case.discipline_required = None if outcome == NONE else outcome != VIOLATION
        case.discipline_applied = True if case.discipline_required else None
        case.conclusion = {
            NONE: "Không có vi phạm.",
            VIOLATION: "Có vi phạm nhưng chưa đến mức phải thi hành kỷ luật; yêu cầu kiểm điểm, rút kinh nghiệm.",
        }.get(outcome, "Có vi phạm đến mức phải thi hành kỷ luật.")
        if case.discipline_applied:
            self._discipline(case, Form(outcome), on)

    def _discipline(self, case: Case, form: Discipline.Form, on: date) -> None:
        self.desk.docket.disciplines.append(
            Discipline(
                case=case,
                member=case.member,
                organization=case.organization,
                form=form,
                decided_on=on,
                announced_on=on + timedelta(days=7),
                counted_in_year=on.year,
            )
        )

"""Where cases are opened: who acts on whom, and who may be acted on."""

from __future__ import annotations

from datetime import date
from random import Random

from demo.cases.docket import Docket
from demo.cases.figures import BLOC_BODIES
from demo.chance import chance
from demo.history.register import MemberTables
from demo.people import Person
from demo.tree import CellPlan, Grassroots, Tree
from inspections.models import Body, Case
from organizations.models import Organization


class CaseDesk:
    def __init__(self, tree: Tree, register: MemberTables) -> None:
        self.random: Random = chance("cases")
        self.tree, self.register = tree, register
        self.home = {cell.organization.pk: each for each in tree.grassroots for cell in each.cells}
        self.docket = Docket()

    def has_commission(self, cell: CellPlan) -> bool:
        """A grassroots cell has no inspection commission, and no committee between itself and the Bloc."""
        return self.home[cell.organization.pk].is_committee

    def whole_year(self, year: int) -> list[Person]:
        """Who belonged to one and the same cell all through the year."""
        before, after = self.register.rosters[year - 1], self.register.rosters[year]
        stayed = [p for pk, people in after.items() for p in people if p in before[pk] and p.since.year < year]
        return [p for p in stayed if p.cell.organization.pk in after and p in after[p.cell.organization.pk]]

    def case(
        self,
        kind: Case.Kind,
        basis: Case.Basis,
        body: Body,
        opened_on: date,
        grassroots: Grassroots,
        organization: Organization | None,
        person: Person | None,
    ) -> Case:
        subject = organization or grassroots.organization
        case = Case(
            kind=kind,
            basis=basis,
            body=body,
            acting_organization=self._acting(body, opened_on, grassroots, subject),
            member=person.member if person else None,
            organization=subject,
            member_position=(person.member.position or "Đảng viên") if person else "",
            opened_on=opened_on,
        )
        self.docket.cases.append(case)
        return case

    def _acting(self, body: Body, day: date, grassroots: Grassroots, subject: Organization) -> Organization:
        if body in BLOC_BODIES:
            return self.tree.bloc_on(day, grassroots)
        return subject if body == Body.CELL else grassroots.organization

"""The committee at work in each grassroots organisation and most cells, with its offices, by the positions of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from committees.models import Committee, Office
from committees.terms_of_office import CELLS_AS_LONG_AS_OTHERS, due
from demo.chance import chance, day_between
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.people import Person
from demo.tree import CellPlan, Grassroots, Tree
from members.models import Member
from organizations.models import Organization

Kind = Office.Kind

CONGRESSES = date(2025, 3, 10), date(2025, 6, 25)
# Cells met on their own days: some under the rule of thirty months, the others under that of five years.
BEFORE_THE_RULE = date(2025, 2, 3), CELLS_AS_LONG_AS_OTHERS - timedelta(days=1)
UNDER_THE_RULE = date(2025, 6, 2), date(2025, 9, 26)
LONG_AGO = date(2024, 3, 4), date(2024, 6, 28)
# Of eight cells one is past its term, four met before the rule, two after it, and one has entered nothing.
WHEN = (LONG_AGO, BEFORE_THE_RULE, UNDER_THE_RULE, BEFORE_THE_RULE, BEFORE_THE_RULE, UNDER_THE_RULE, BEFORE_THE_RULE)
CELLS_IN_A_ROW = len(WHEN) + 1
DAYS_TO_THE_DECISION = 9

OF_A_CELL = {
    "Bí thư chi bộ": Kind.SECRETARY,
    "Phó bí thư chi bộ": Kind.DEPUTY,
    "Chi ủy viên": Kind.COMMITTEE_MEMBER,
}
OF_A_SECTION = {
    "Bí thư đảng ủy bộ phận": Kind.SECRETARY,
    "Phó bí thư đảng ủy bộ phận": Kind.DEPUTY,
}
OF_A_COMMITTEE = {
    "Bí thư đảng ủy": Kind.SECRETARY,
    "Phó bí thư thường trực đảng ủy": Kind.STANDING_DEPUTY,
    "Phó bí thư đảng ủy": Kind.DEPUTY,
    "Ủy viên ban thường vụ đảng ủy": Kind.BOARD_MEMBER,
    "Đảng ủy viên": Kind.COMMITTEE_MEMBER,
    "Chủ nhiệm ủy ban kiểm tra đảng ủy": Kind.COMMISSION_CHAIR,
    "Phó chủ nhiệm ủy ban kiểm tra đảng ủy": Kind.COMMISSION_DEPUTY,
    "Ủy viên ủy ban kiểm tra đảng ủy": Kind.COMMISSION_MEMBER,
}
Named = Mapping[str, Office.Kind]


@dataclass
class Offices:
    committees: list[Committee] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)

    def form(
        self, place: Organization, span: tuple[date, date], people: Iterable[Person], named: Named, number: str
    ) -> None:
        since = day_between(chance(f"committee {place.code}"), *span)
        seated = [(person.member, kind) for person in people for kind in kinds(person.member.position, named)]
        committee = Committee(
            pk=len(self.committees) + 1,
            organization=place,
            since=since,
            due_on=due(place.kind, since),
            decision_number=f"{place.pk:03}-QĐ/{number}",
            decided_on=since + timedelta(days=DAYS_TO_THE_DECISION),
            **_seats(seated),
        )
        self.committees.append(committee)
        for member, kind in seated:
            office = Office(committee=committee, member=member, kind=kind, since=since)
            office.pk, office.decision_number = len(self.offices) + 1, committee.decision_number
            self.offices.append(office)


def build(tree: Tree, register: MemberTables) -> Offices:
    found, cells = Offices(), _numbered(tree)
    for each in tree.grassroots:
        people = [person for cell in each.cells for person in _of(register, cell)]
        if each.is_committee:
            found.form(each.organization, CONGRESSES, people, OF_A_COMMITTEE, "ĐUK")
        for section in each.sections:
            of_section = [person for cell in each.children_of(section) for person in _of(register, cell)]
            found.form(section, CONGRESSES, of_section, OF_A_SECTION, "ĐU")
        for cell in each.cells:
            members = _of(register, cell)
            if span := _when(each, cells[cell], members):
                found.form(cell.organization, span, members, OF_A_CELL, "ĐU" if each.is_committee else "ĐUK")
    return found


def kinds(position: str, named: Named) -> Iterator[Office.Kind]:
    """The offices that a position names in such a body."""
    return (named[part] for each in position.split(", ") if (part := each[:1].upper() + each[1:]) in named)


def _numbered(tree: Tree) -> dict[CellPlan, int]:
    return {cell: number for number, cell in enumerate(tree.cells())}


def _of(register: MemberTables, cell: CellPlan) -> list[Person]:
    return [person for person in register.rosters[YEARS[-1]][cell.organization.pk] if person.member.position]


def _when(each: Grassroots, number: int, members: Sequence[Person]) -> tuple[date, date] | None:
    """A grassroots cell meets when the committees do."""
    if not each.is_committee:
        return CONGRESSES
    if number % CELLS_IN_A_ROW == len(WHEN):
        return None
    span = WHEN[number % CELLS_IN_A_ROW]
    return span if all(_was_there(person, span[0]) for person in members) else BEFORE_THE_RULE


def _was_there(person: Person, day: date) -> bool:
    """As a full member."""
    official_on = person.member.official_on
    return official_on is not None and official_on <= day and person.since <= day


def _seats(seated: Iterable[tuple[Member, Office.Kind]]) -> dict[str, int | None]:
    """As many as were elected; none where a body is not elected at all."""
    held = {kind: {member.pk for member, each in seated if each == kind} for kind in Kind}

    def of(wanted: Iterable[Office.Kind]) -> int:
        return len(set().union(*(held[kind] for kind in wanted)))

    return {
        "committee_seats": of(Kind.leading()),
        "board_seats": of(Kind.board()) if held[Kind.BOARD_MEMBER] else None,
        "commission_seats": of(Kind.commission()) or None,
    }

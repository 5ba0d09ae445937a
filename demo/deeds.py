"""Deeds that are no events: one that was revoked, one that waits for the receiver, one that is planned."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from demo import accounts
from demo.accounts import Accounts
from demo.history.figures import YEARS
from demo.history.register import MemberTables
from demo.people import Person
from demo.tree import CellPlan, Tree
from members.models import Deed, LifeEvent

Kind, State = Deed.Kind, Deed.State
ENTERED, REVOKED = date(2026, 4, 8), date(2026, 4, 9)


def build(tree: Tree, register: MemberTables, people: Accounts, today: date) -> list[Deed]:
    """At committees where no easy account begins."""
    cast = accounts.story(tree)
    taken = (cast.committee.organization, cast.enterprise.organization)
    able = [each for each in tree.grassroots if len(each.cells) > 1 and each.organization not in taken]
    first, second = able[0], able[1]
    roster = register.rosters[YEARS[-1]]
    entered, sent, planned = _plain(first.cells[0], roster)[:3]
    by = people.by_organization[first.organization.pk]
    deeds = [
        _revoked(entered, first.cells[0]),
        _moved(sent, State.OFFERED, first.cells[0], second.cells[0], today - timedelta(days=3)),
        _moved(planned, State.PLANNED, first.cells[0], first.cells[1], today + timedelta(days=14)),
    ]
    for number, deed in enumerate(deeds, start=1):
        deed.pk, deed.by = number, by
        deed.at = _at(min(deed.on, today - timedelta(days=3)))
        deed.settled_by = by if deed.settled_at else None
    return deeds


def _plain(cell: CellPlan, roster: dict[int, list[Person]]) -> list[Person]:
    return [
        person
        for person in roster[cell.organization.pk]
        if person.member.official_on and not person.member.position and not person.exempt_since and not person.suspended
    ]


def _revoked(person: Person, cell: CellPlan) -> Deed:
    said = {
        "kind": LifeEvent.Kind.EXEMPTED.value,
        "decision_number": "",
        "beyond": "",
        "elsewhere": "",
        "note": "Sức khỏe yếu, có đơn đề nghị",
        "happened_on": ENTERED.isoformat(),
        "until": None,
        "organization": cell.organization.pk,
        "host": None,
    }
    return Deed(
        member=person.member,
        kind=Kind.REST,
        state=State.REVOKED,
        on=ENTERED,
        source=cell.organization,
        facts={"events": [said]},
        settled_at=_at(REVOKED),
        reason="Nhập nhầm người cùng tên",
    )


def _moved(person: Person, state: Deed.State, source: CellPlan, target: CellPlan, on: date) -> Deed:
    ends = {"source": source.organization, "target": target.organization}
    return Deed(member=person.member, kind=Kind.TRANSFER, state=state, on=on, **ends)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))

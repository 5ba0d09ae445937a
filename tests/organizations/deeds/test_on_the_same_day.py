"""Members who come or go on the very day of a deed: what happened goes where they belonged then."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from inspections.models import Case
from members import deeds
from members.ledger import ledger
from members.models import LifeEvent, Member
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.models import Kind, Organization
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import MIDYEAR, Small, build, decided
from tests.organizations.deeds.test_dated_at_the_end import counted

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def small() -> Small:
    return build(size=2)


def died(s: Small, member: Member) -> None:
    deeds.end(member=member, kind=LifeEvent.Kind.DIED, on=MIDYEAR, by=s.office)


def left(s: Small, member: Member) -> None:
    deeds.transfer(member=member, organization=s.third, on=MIDYEAR, by=s.office)


def came(s: Small, member: Member) -> None:
    deeds.transfer(member=s.members["third"][0], organization=fresh_cell(member), on=MIDYEAR, by=s.office)


def joined(s: Small, member: Member) -> None:
    entries.admit(s, fresh_cell(member), MIDYEAR)


def joined_later(s: Small, member: Member) -> None:
    """Decided before the day, admitted after it."""
    facts = {"full_name": "Nguyễn Văn Mới", "sex": "male", "birth_date": entries.BORN, "position": ""}
    facts |= {"admitted_on": date(2024, 7, 20), "official_on": None}
    kind, cell = LifeEvent.Kind.ADMITTED, fresh_cell(member)
    deeds.enter(facts=facts, kind=kind, organization=cell, decided_on=date(2024, 6, 25), by=s.office)


def fresh_cell(member: Member) -> Organization:
    return member.memberships.get(until=None).organization


HAPPENED = [died, left, came, joined, joined_later]
DEEDS: dict[str, tuple[str, Callable]] = {
    "merged": ("first", lambda s: s.merge(s.first, into=s.second)),
    "merged anew": ("first", lambda s: s.merge_anew(s.first, s.second, name="Chi bộ Hợp nhất")),
    "divided": ("first", lambda s: s.split(s.first, "Tách", members=[s.members["first"][1].pk])),
    "a cell becomes a committee": (
        "lone",
        lambda s: changing.to_committee(
            decision=decided(), organization=s.lone, cells=[Named("N1", "Một"), Named("N2", "Hai")], by=s.office
        ),
    ),
    "a committee becomes a cell": (
        "first",
        lambda s: changing.to_cell(decision=decided(), organization=s.own, by=s.office),
    ),
}


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("happen", HAPPENED)
def test_the_ledger_of_each_holds(small, name, happen):
    where, deed = DEEDS[name]
    happen(small, small.members[where][0])
    events = LifeEvent.objects.count()
    deed(small)
    for each in Organization.objects.filter(kind__in=[*Kind.cells(), Kind.GRASSROOTS_COMMITTEE]):
        year = ledger(each, FIRST, LAST)
        assert year.expected == year.closing, each
    assert counted(LifeEvent, small.one, small.two) == events


@pytest.mark.parametrize("happen", [died, left])
def test_who_left_on_the_day_never_belonged_to_the_successor(small, happen):
    member = small.members["first"][0]
    happen(small, member)
    case = partial(Case.objects.create, number="1", kind=Case.Kind.INSPECTION, basis=Case.Basis.PROGRAMME, body="cell")
    case(acting_organization=small.first, organization=small.first, member=member, content="x", opened_on=MIDYEAR)
    small.merge(small.first, into=small.second)
    year = ledger(small.second, FIRST, LAST)
    assert (year.opening, year.joined, year.left, year.closing) == (2, 1, 0, 3)
    gone = LifeEvent.objects.get(member=member, kind__in=LifeEvent.Kind.endings())
    assert {gone.organization, Case.objects.get().organization} == {small.first}

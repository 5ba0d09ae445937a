from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from members import deeds
from members.deeds import entering
from members.models import LifeEvent, Member, Membership
from tests import factories
from ui.refusals import Stale

pytestmark = pytest.mark.django_db
FACTS = {
    "full_name": "Nguyễn Thị An",
    "sex": "female",
    "birth_date": date(1995, 2, 3),
    "position": "",
    "admitted_on": date(2024, 2, 3),
    "official_on": None,
}


def _enter(world, kind=LifeEvent.Kind.ADMITTED, **changes):
    arguments = {
        "facts": FACTS,
        "kind": kind,
        "organization": world.own_cell,
        "decided_on": date(2024, 1, 20),
        "by": world.users["committee"],
        **changes,
    }
    return deeds.enter(**arguments)


def test_admission_makes_member_membership_event_and_a_line(world):
    member = _enter(world, decision_number="15-QĐ/ĐU")

    assert member.search_key == "nguyen thi an"
    membership = member.memberships.get()
    assert (membership.organization, membership.since, membership.until) == (world.own_cell, date(2024, 2, 3), None)
    event = member.events.get()
    assert (event.kind, event.happened_on, event.decision_number) == ("admitted", date(2024, 1, 20), "15-QĐ/ĐU")
    assert AuditEvent.objects.get().verb == "member.admitted"


def test_who_comes_from_outside_belongs_from_the_decision_on(world):
    member = _enter(world, LifeEvent.Kind.TRANSFERRED_IN, decided_on=date(2024, 5, 1))

    assert member.memberships.get().since == date(2024, 5, 1)
    assert member.events.get().kind == "transferred_in"


def test_numbers_follow_the_highest_of_ours(world):
    factories.MemberFactory(code="DV804999")
    factories.MemberFactory(code="XX999999")

    assert [_enter(world).code, _enter(world).code] == ["DV805000", "DV805001"]


def test_a_number_drawn_by_another_meanwhile_is_drawn_again(world, monkeypatch):
    factories.MemberFactory(code="DV000777")
    draws = iter([777, 778])
    monkeypatch.setattr(entering, "next_number", lambda: next(draws))

    assert _enter(world).code == "DV000778"


@pytest.mark.parametrize(
    "changes", [{"admitted_on": date(1990, 1, 1)}, {"official_on": date(2024, 1, 1)}, {"sex": "x"}, {"full_name": ""}]
)
def test_what_cannot_be_leaves_nothing_behind(world, changes):
    before = (Member.objects.count(), Membership.objects.count(), AuditEvent.objects.count())

    with pytest.raises(ValidationError):
        _enter(world, facts={**FACTS, **changes})

    assert (Member.objects.count(), Membership.objects.count(), AuditEvent.objects.count()) == before


def test_transfer_ends_one_membership_and_begins_the_other_on_the_same_day(world):
    member = world.members["own"]

    deeds.transfer(member=member, organization=world.own_second_cell, on=date(2024, 6, 1), by=world.users["committee"])

    spans = [(m.organization, m.since, m.until) for m in member.memberships.order_by("since")]
    assert spans == [
        (world.own_cell, date(2010, 1, 1), date(2024, 6, 1)),
        (world.own_second_cell, date(2024, 6, 1), None),
    ]
    events = {(event.kind, event.organization) for event in member.events.all()}
    assert events == {("transferred_out", world.own_cell), ("transferred_in", world.own_second_cell)}
    assert AuditEvent.objects.get().data["after"] == world.own_second_cell.code
    for day, cell in ((date(2024, 5, 31), world.own_cell), (date(2024, 6, 1), world.own_second_cell)):
        assert member in Member.objects.belonging_to(cell, day)


@pytest.mark.parametrize(
    ("organization", "on", "field"),
    [
        ("own_cell", date(2024, 6, 1), "organization"),
        ("own_second_cell", date(2009, 1, 1), "on"),
    ],
)
def test_transfer_that_cannot_be_changes_nothing(world, organization, on, field):
    member = world.members["own"]

    with pytest.raises(ValidationError) as refused:
        deeds.transfer(member=member, organization=getattr(world, organization), on=on, by=world.users["committee"])

    assert list(refused.value.message_dict) == [field]
    assert member.memberships.get().until is None
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("kind", LifeEvent.Kind.endings())
def test_every_ending_closes_the_membership_and_says_why(world, kind):
    member = world.members["own"]

    deeds.end(member=member, kind=kind, on=date(2024, 6, 1), note="theo đơn", by=world.users["committee"])

    assert member.memberships.get().until == date(2024, 6, 1)
    assert member.events.get().kind == kind
    assert AuditEvent.objects.get().reason == "theo đơn"


def test_after_the_end_nothing_more_can_happen(world):
    member, by = world.members["own"], world.users["committee"]
    deeds.end(member=member, kind=LifeEvent.Kind.DIED, on=date(2024, 6, 1), by=by)

    with pytest.raises(ValidationError):
        deeds.end(member=member, kind=LifeEvent.Kind.RESIGNED, on=date(2024, 7, 1), by=by)
    with pytest.raises(ValidationError):
        deeds.transfer(member=member, organization=world.own_second_cell, on=date(2024, 7, 1), by=by)
    assert member.events.count() == 1


def test_recognition_sets_the_day_once(world):
    member, by = factories.member_of(world.own_cell, official_on=None), world.users["committee"]

    deeds.recognize(member=member, on=date(2006, 3, 3), decided_on=date(2006, 4, 1), by=by)

    member.refresh_from_db()
    assert member.official_on == date(2006, 3, 3)
    assert member.events.get().happened_on == date(2006, 4, 1)
    with pytest.raises(ValidationError):
        deeds.recognize(member=member, on=date(2007, 3, 3), decided_on=date(2007, 4, 1), by=by)


@pytest.mark.parametrize(
    ("on", "decided_on", "field"),
    [
        (date(2006, 3, 2), date(2006, 4, 1), "on"),
        (date(2006, 3, 3), date(2006, 1, 30), "decided_on"),
        (date(2006, 3, 3), date(1990, 4, 1), "decided_on"),
        (date(2006, 3, 3), date(2006, 1, 31), None),
        (date(2006, 3, 3), date(2009, 4, 1), "note"),
        (date(2006, 3, 4), date(2006, 4, 1), "note"),
    ],
)
def test_recognition_comes_after_twelve_months_and_its_decision_not_long_before(world, on, decided_on, field):
    member = factories.member_of(world.own_cell, official_on=None, admitted_on=date(2005, 3, 3))
    arguments = {"member": member, "on": on, "decided_on": decided_on, "by": world.users["committee"]}
    if field is None:
        assert deeds.recognize(**arguments).official_on == on
        return
    with pytest.raises(ValidationError) as refused:
        deeds.recognize(**arguments)
    assert list(refused.value.message_dict) == [field]


def test_probation_that_began_on_a_leap_day_is_complete_on_the_first_of_march(world):
    member = factories.member_of(world.own_cell, official_on=None, admitted_on=date(2024, 2, 29))
    with pytest.raises(ValidationError, match="01/03/2025"):
        deeds.recognize(member=member, on=date(2025, 2, 28), decided_on=date(2025, 3, 1), by=world.users["committee"])


def test_nobody_is_transferred_to_a_cell_that_was_not_founded_yet(world):
    young = factories.cell(world.own, opened_on=date(2023, 1, 1))
    with pytest.raises(ValidationError) as refused:
        deeds.transfer(
            member=world.members["own"], organization=young, on=date(2022, 12, 31), by=world.users["committee"]
        )
    assert list(refused.value.message_dict) == ["on"]


def test_recognition_before_the_admission_is_said_at_the_day(world):
    member = factories.member_of(world.own_cell, official_on=None)

    with pytest.raises(ValidationError) as refused:
        deeds.recognize(member=member, on=date(2001, 1, 1), decided_on=date(2006, 4, 1), by=world.users["committee"])

    assert list(refused.value.message_dict) == ["on"]


def test_correction_over_another_correction_is_refused(world):
    member, by = world.members["own"], world.users["committee"]
    seen = deeds.fingerprint(member)
    facts = {name: getattr(member, name) for name in deeds.FACTS}
    deeds.correct(member=member, facts={**facts, "position": "Bí thư"}, seen=seen, by=by)

    with pytest.raises(Stale) as refused:
        deeds.correct(member=member, facts={**facts, "position": "Phó"}, seen=seen, by=by)

    assert refused.value.current.position == "Bí thư"
    assert AuditEvent.objects.get().data["changes"] == {"position": ["", "Bí thư"]}


def test_database_itself_refuses_two_open_memberships(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.MembershipFactory(member=world.members["own"], organization=world.sibling_cell)


def test_a_ceremony_put_right_on_the_page_of_facts_moves_the_first_day_of_belonging(world):
    member, right = _enter(world), date(2024, 2, 20)
    seen, by = deeds.fingerprint(member), world.users["committee"]
    deeds.correct(member=member, facts=FACTS | {"admitted_on": right}, seen=seen, by=by)
    assert member.memberships.get().since == right

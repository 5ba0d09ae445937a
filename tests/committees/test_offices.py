from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from committees import offices
from committees.fitting import Elected
from committees.models import Office
from members import deeds as members
from tests import factories
from tests.committees.formed import SINCE, formed
from ui.refusals import Stale

pytestmark = pytest.mark.django_db
LATER = date(2021, 3, 1)


@pytest.fixture
def by(world):
    return world.users["committee"]


@pytest.fixture
def secretary(world, by):
    return formed(world.own_cell, ("secretary", world.members["own"]), by=by).offices.get()


def _end(office, by, on=LATER):
    return offices.end(office=office, on=on, ending="relieved", decision_number="3-QĐ/ĐU", by=by)


def test_a_successor_within_the_term(world, by, secretary):
    second = factories.member_of(world.own_cell)
    row = Elected(Office.Kind.SECRETARY, second)
    with pytest.raises(ValidationError, match="đang giữ chức vụ này"):
        offices.add(committee=secretary.committee, since=LATER, decision_number="", elected=[row], by=by)

    _end(secretary, by)
    offices.add(committee=secretary.committee, since=LATER, decision_number="4-QĐ/ĐU", elected=[row], by=by)

    assert [*Office.objects.on(date(2021, 2, 28)).values_list("member", flat=True)] == [secretary.member_id]
    assert [*Office.objects.on(LATER).values_list("member", flat=True)] == [second.pk]


def test_an_end_is_entered_once_and_taken_back(by, secretary):
    _end(secretary, by)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        _end(secretary, by)

    offices.resume(office=secretary, reason="Nhầm người", by=by)

    secretary.refresh_from_db()
    assert (secretary.until, secretary.ending, secretary.ending_number) == (None, "", "")
    assert [*AuditEvent.objects.order_by("pk").values_list("verb", flat=True)] == [
        *("committee.form", "office.end", "office.resume")
    ]


def test_no_end_is_taken_back_into_an_office_that_somebody_holds_since(world, by, secretary):
    _end(secretary, by)
    row = Elected(Office.Kind.SECRETARY, factories.member_of(world.own_cell))
    offices.add(committee=secretary.committee, since=LATER, decision_number="", elected=[row], by=by)

    with pytest.raises(ValidationError, match="đang giữ chức vụ này"):
        offices.resume(office=secretary, reason="Nhầm", by=by)


def test_an_end_comes_after_the_beginning(by, secretary):
    with pytest.raises(ValidationError, match="bắt đầu từ ngày"):
        _end(secretary, by, SINCE)


def test_a_correction_says_what_it_changed(by, secretary):
    facts = {"kind": "deputy", "since": date(2020, 7, 1), "decision_number": "12-QĐ/ĐU"}
    offices.correct(office=secretary, facts=facts, seen=offices.fingerprint(secretary), by=by)

    secretary.refresh_from_db()
    assert (secretary.kind, secretary.since) == ("deputy", date(2020, 7, 1))
    assert AuditEvent.objects.get(verb="office.correct").data["changes"] == {
        "kind": ["secretary", "deputy"],
        "since": ["2020-06-01", "2020-07-01"],
    }


def test_a_correction_stays_within_the_term(by, secretary):
    facts = {"since": date(2020, 5, 31)}
    with pytest.raises(ValidationError, match="Cấp ủy này hoạt động"):
        offices.correct(office=secretary, facts=facts, seen=offices.fingerprint(secretary), by=by)


def test_what_was_corrected_meanwhile_is_not_overwritten(by, secretary):
    seen = offices.fingerprint(secretary)
    offices.correct(office=secretary, facts={"kind": "deputy"}, seen=seen, by=by)
    with pytest.raises(Stale):
        offices.correct(office=secretary, facts={"kind": "committee_member"}, seen=seen, by=by)


def test_taken_back_nobody_ever_held_it(by, secretary):
    offices.revoke(office=secretary, reason="Ghi nhầm", by=by)

    assert not Office.objects.exists()
    assert AuditEvent.objects.get(verb="office.revoke").reason == "Ghi nhầm"


def test_who_leaves_the_organisation_leaves_its_offices(world, by, secretary):
    member = world.members["own"]
    formed(world.own, ("committee_member", member), by=by)

    members.transfer(member=member, organization=world.own_second_cell, on=LATER, by=by)

    secretary.refresh_from_db()
    assert (secretary.until, secretary.ending) == (LATER, "left")
    assert Office.objects.standing().get().committee.organization == world.own

    members.end(member=member, kind="died", on=date(2022, 1, 1), by=by)
    assert not Office.objects.standing().exists()


def test_nobody_moves_before_the_office_began(world, by, secretary):
    with pytest.raises(ValidationError, match="nhận chức vụ ngày"):
        members.transfer(member=world.members["own"], organization=world.own_second_cell, on=date(2020, 5, 1), by=by)
    secretary.refresh_from_db()
    assert secretary.until is None

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from committees import terms
from committees.models import Committee, Office
from members.changes import changed
from tests import factories
from tests.committees.formed import SINCE, facts, formed
from ui.refusals import Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world):
    return world.users["committee"]


@pytest.fixture
def second(world):
    return factories.member_of(world.own_cell, full_name="Bùi Thị Hai")


def _held(committee) -> list[tuple]:
    return sorted(
        (each.kind, each.member.full_name, each.since, each.until, each.ending) for each in committee.offices.all()
    )


def test_an_election_enters_committee_and_offices_as_one_deed(world, by, second):
    committee = formed(world.own_cell, ("secretary", world.members["own"]), ("deputy", second), by=by)

    assert (committee.until, committee.due_on) == (None, date(2022, 12, 1))
    assert [row[:4] for row in _held(committee)] == [
        ("deputy", "Bùi Thị Hai", SINCE, None),
        ("secretary", "Trần Thị Bình Minh", SINCE, None),
    ]
    line = AuditEvent.objects.get()
    assert line.verb == "committee.form"
    assert line.data["offices"] == [["secretary", world.members["own"].code], ["deputy", second.code]]


def test_the_committee_before_ends_with_its_offices(world, by, second):
    before = formed(world.own_cell, ("secretary", world.members["own"]), by=by)
    after = formed(world.own_cell, ("secretary", second), by=by, since=date(2022, 12, 5))

    before.refresh_from_db()
    assert before.until == date(2022, 12, 5)
    assert _held(before) == [("secretary", "Trần Thị Bình Minh", SINCE, date(2022, 12, 5), "term_over")]
    assert _held(after) == [("secretary", "Bùi Thị Hai", date(2022, 12, 5), None, "")]


def test_an_earlier_term_may_be_entered_afterwards(world, by, second):
    now = formed(world.own_cell, ("secretary", world.members["own"]), by=by, since=date(2022, 12, 5))
    before = formed(world.own_cell, ("secretary", second), by=by)

    now.refresh_from_db()
    assert (before.until, now.until) == (date(2022, 12, 5), None)
    assert _held(before) == [("secretary", "Bùi Thị Hai", SINCE, date(2022, 12, 5), "term_over")]


def test_taken_back_it_leaves_nothing_and_the_one_before_goes_on(world, by, second):
    before = formed(world.own_cell, ("secretary", world.members["own"]), by=by)
    after = formed(world.own_cell, ("secretary", second), by=by, since=date(2022, 12, 5))

    terms.revoke(committee=after, reason="Ghi nhầm", by=by)

    assert Committee.objects.get() == before
    assert _held(before) == [("secretary", "Trần Thị Bình Minh", SINCE, None, "")]
    line = AuditEvent.objects.get(verb="committee.revoke")
    assert (line.reason, line.data["since"]) == ("Ghi nhầm", "2022-12-05")


def test_another_first_day_moves_the_end_before_and_who_came_with_it(world, by, second):
    before = formed(world.own_cell, ("secretary", world.members["own"]), by=by)
    after = formed(world.own_cell, ("secretary", second), by=by, since=date(2022, 12, 5))
    changed_facts = facts(world.own_cell, date(2022, 12, 20))

    terms.correct(committee=after, facts=changed_facts, seen=terms.fingerprint(after), by=by)

    before.refresh_from_db()
    assert before.until == date(2022, 12, 20)
    assert _held(before)[0][3] == date(2022, 12, 20)
    assert _held(after) == [("secretary", "Bùi Thị Hai", date(2022, 12, 20), None, "")]


def test_what_somebody_else_corrected_meanwhile_is_not_overwritten(world, by):
    committee = formed(world.own_cell, by=by)
    seen = terms.fingerprint(committee)
    terms.correct(committee=committee, facts=facts(world.own_cell, committee_seats=5), seen=seen, by=by)

    with pytest.raises(Stale):
        terms.correct(committee=committee, facts=facts(world.own_cell, committee_seats=7), seen=seen, by=by)
    assert Committee.objects.get().committee_seats == 5


@pytest.mark.parametrize(
    ("elected", "sentence"),
    [
        (lambda w: [("secretary", w.members["sibling"])], "không sinh hoạt ở"),
        (lambda w: [("secretary", w.members["own_second"])], "không sinh hoạt ở"),
        (lambda w: [("board_member", w.members["own"])], "không có chức vụ đó"),
        (lambda w: [("commission_chair", w.members["own"])], "không có chức vụ đó"),
        (
            lambda w: [("secretary", factories.member_of(w.own_cell, official_on=date(2020, 6, 2)))],
            "chưa là đảng viên chính thức",
        ),
        (
            lambda w: [("secretary", w.members["own"]), ("secretary", factories.member_of(w.own_cell))],
            "đang giữ chức vụ này",
        ),
        (lambda w: [("secretary", w.members["own"]), ("secretary", w.members["own"])], "đang giữ chức vụ này"),
    ],
)
def test_who_cannot_hold_the_office_is_refused_and_nothing_is_kept(world, by, elected, sentence):
    with pytest.raises(ValidationError, match=sentence):
        formed(world.own_cell, *elected(world), by=by)
    assert not Committee.objects.exists()


def test_a_member_of_the_grassroots_committee_belongs_to_one_of_its_cells(world, by):
    people = [("secretary", world.members["own"]), ("commission_chair", world.members["own_second"])]

    assert len(_held(formed(world.own, *people, by=by))) == 2


def test_several_offices_at_once(world, by):
    own = world.members["own"]
    committee = formed(world.own, ("deputy", own), ("commission_chair", own), ("board_member", own), by=by)

    assert Office.objects.leading().filter(committee=committee).count() == 2


def test_not_before_the_organisation_was_founded(world, by):
    with pytest.raises(ValidationError, match="thành lập"):
        formed(world.own_cell, by=by, since=date(2009, 1, 1))


def test_floors_above_are_told_who_came_and_who_went(world, by, second):
    formed(world.own_cell, ("secretary", world.members["own"]), by=by)
    told = []

    def listen(change, **_more):
        told.append((change.organization, {name for _pk, name in change.members}, change.on))

    changed.connect(listen)
    try:
        formed(world.own_cell, ("secretary", second), by=by, since=date(2022, 12, 5))
    finally:
        changed.disconnect(listen)
    assert told == [(world.own_cell, {"Trần Thị Bình Minh", "Bùi Thị Hai"}, date(2022, 12, 5))]

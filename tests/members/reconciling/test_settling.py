"""What becomes of differences: the file's value, ours, or nothing yet."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.roles import Role
from members import deeds
from members.models import Difference, Member
from members.reconciling import looking, settling
from tests import factories
from tests.members.reconciling.made import compared, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(world):
    return world.users["committee"]


def of(world, **other):
    """One difference of the member in the first cell, or several."""
    return compared(world, line_of(world.members["own"], **other), line_of(world.members["own_second"]))


def test_the_files_value_is_taken_as_a_correction(world, by):
    made = of(world, admitted_on="19/05/2004")
    assert settling.take(differences=made.differences.all(), by=by) == (1, 0)
    member = Member.objects.get(pk=world.members["own"].pk)
    row = made.differences.get()
    assert (member.admitted_on, row.state, row.settled_by) == (date(2004, 5, 19), "settled", by)
    line = AuditEvent.objects.get(verb="member.correct")
    assert line.data["changes"]["admitted_on"][1] == "2004-05-19"


def test_what_the_page_of_facts_refuses_stays_open_and_says_why(world, by):
    made = of(world, admitted_on=world.members["own"].birth_date.strftime("%d/%m/%Y"))
    assert settling.take(differences=made.differences.all(), by=by) == (0, 1)
    row, before = made.differences.get(), world.members["own"].admitted_on
    assert row.is_open
    assert "không thể trước ngày sinh" in row.refusal
    assert Member.objects.get(pk=world.members["own"].pk).admitted_on == before


def test_what_the_page_would_ask_about_is_asked_there(world, by):
    member = world.members["own"]
    made = of(world, admitted_on=member.birth_date.replace(year=member.birth_date.year + 16).strftime("%d/%m/%Y"))
    assert settling.take(differences=made.differences.all(), by=by) == (0, 1)
    assert "16" in made.differences.get().refusal


def test_of_many_those_that_are_refused_stay_and_the_others_are_taken(world, by):
    one, other = world.members["own"], world.members["own_second"]
    made = compared(
        world,
        line_of(one, admitted_on="19/05/2004"),
        line_of(other, admitted_on=other.birth_date.strftime("%d/%m/%Y")),
    )
    assert settling.take(differences=made.differences.all(), by=by) == (1, 1)
    assert {row.member: row.state for row in made.differences.all()} == {one: "settled", other: "open"}


def test_what_changed_since_it_was_compared_is_told(world, by):
    made = of(world, admitted_on="19/05/2004")
    Member.objects.filter(pk=world.members["own"].pk).update(admitted_on=date(2003, 2, 3))
    assert settling.take(differences=made.differences.all(), by=by) == (0, 1)
    assert "03/02/2003" in made.differences.get().refusal
    assert Member.objects.get(pk=world.members["own"].pk).admitted_on == date(2003, 2, 3)


def test_what_somebody_else_settled_is_not_done_again(world, by):
    made = of(world, admitted_on="19/05/2004")
    [row] = made.differences.all()
    settling.keep(reconciliation=made, differences=made.differences.all(), note="Ta đúng", by=by)
    assert settling.take(differences=Difference.objects.filter(pk=row.pk), by=by) == (0, 1)
    assert settling.keep(reconciliation=made, differences=made.differences.all(), note="", by=by) == (0, 1)
    row.refresh_from_db()
    assert (row.state, row.note, row.refusal) == ("left", "Ta đúng", "")
    assert AuditEvent.objects.filter(verb="members.differences_left").count() == 1


def test_only_a_fact_has_a_value_to_be_taken(world, by):
    made = compared(world, line_of(world.members["own"]))
    assert settling.take(differences=made.differences.all(), by=by) == (0, 1)
    assert made.differences.get().is_open


def test_who_went_elsewhere_meanwhile_is_not_corrected(world, by):
    made = of(world, admitted_on="19/05/2004")
    deeds.transfer(
        member=world.members["own"],
        organization=world.sibling_cell,
        on=date(2024, 5, 5),
        by=world.users["bloc_office"],
    )
    assert settling.take(differences=made.differences.all(), by=by) == (0, 1)


def test_looking_again_settles_what_was_settled_elsewhere(world, by):
    one, other = world.members["own"], world.members["own_second"]
    stranger = {"full_name": "Ngô Thị Lạ", "birth_date": "01/02/1970"}
    made = compared(world, line_of(one, admitted_on="19/05/2004"), stranger)
    assert looking.look_again(reconciliation=made, by=by) == 0
    Member.objects.filter(pk=one.pk).update(admitted_on=date(2004, 5, 19))
    factories.member_of(world.own_cell, full_name="Ngô Thị Lạ", birth_date=date(1970, 2, 1))
    deeds.end(member=other, kind="resigned", on=date(2024, 5, 5), decision_number="", by=by)
    assert looking.look_again(reconciliation=made, by=by) == 3
    assert not made.differences.open().exists()


def test_who_may_not_look_at_a_member_does_not_see_the_difference(world):
    compared(world, line_of(world.members["sibling"]), place=world.own_cell, by="bloc_office")
    of_cell = factories.user_with(Role.COMMITTEE, world.own_cell)
    seen = {
        name: sorted(Difference.objects.editable_by(user).values_list("kind", flat=True))
        for name, user in {**world.users, "of_cell": of_cell}.items()
    }
    assert (seen["bloc_office"], seen["committee"], seen["of_cell"]) == (["elsewhere", "extra"], ["extra"], ["extra"])
    assert (seen["sibling_committee"], seen["clerk"], seen["leader"]) == ([], [], [])

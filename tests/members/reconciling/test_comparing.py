"""Who stands in another list, and what differs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from exchange import actions
from exchange.kinds import Scope
from exchange.models import State
from members.deeds import end
from members.models import Difference, LifeEvent, Member, Reconciliation
from members.reconciling.kind import OtherList
from tests import factories
from tests.members.importing.made import rows
from tests.members.reconciling.made import compared, line_of, sent, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(world):
    """Of the committee: one in each of its two cells."""
    return world.members["own"], world.members["own_second"]


def test_a_list_that_agrees_leaves_nothing(world, people):
    made = compared(world, *map(line_of, people))
    assert (told(made), made.agreed) == ([], 2)


def test_by_number_by_marked_name_and_without_marks(world, people):
    one, other = people
    made = compared(
        world, {"number": one.code, "full_name": one.full_name}, line_of(other, full_name="LE VAN KY THUAT")
    )
    assert told(made) == [("fact", "Le Van Ky Thuat", "full_name", "Lê Văn Kỹ Thuật", "Le Van Ky Thuat")]
    assert made.agreed == 1


def test_the_year_of_birth_tells_who_is_meant_and_is_no_difference(world, people):
    one, other = people
    made = compared(world, line_of(one, birth_date=str(one.birth_date.year)), line_of(other))
    assert told(made) == []


def test_who_is_here_and_not_in_the_file_and_the_other_way_round(world, people):
    one, other = people
    made = compared(world, line_of(one), {"full_name": "Ngô Thị Lạ", "birth_date": "01/02/1970"})
    assert told(made) == [
        ("extra", other.full_name, "", "", ""),
        ("missing", "Ngô Thị Lạ", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        ("birth_date", "01/02/1970", "1970-02-01"),
        ("sex", "Nữ", "female"),
        ("admitted_on", "19/05/2004", "2004-05-19"),
        ("official_on", "19/05/2005", "2005-05-19"),
        ("full_name", "Lê Văn Kỹ Thuận", "Lê Văn Kỹ Thuận"),
    ],
)
def test_each_fact_that_differs(world, people, column, typed, kept):
    one, other = people
    Member.objects.filter(pk=other.pk).update(sex="male", official_on=date(2011, 1, 1), admitted_on=date(2010, 1, 1))
    other.refresh_from_db()
    made = compared(world, line_of(one), line_of(other, **{"number": other.code, column: typed}))
    [(kind, _name, fact, ours, theirs)] = told(made)
    before = getattr(other, column)
    assert (kind, fact, theirs) == ("fact", column, kept)
    assert ours == (before.isoformat() if isinstance(before, date) else before)


def test_an_empty_cell_says_nothing(world, people):
    one, other = people
    made = compared(world, line_of(one), line_of(other, sex="", official_on=""))
    assert told(made) == []


def test_another_cell_of_ours(world, people):
    one, other = people
    made = compared(world, line_of(one, organization=world.own_second_cell.name), line_of(other))
    [row] = made.differences.all()
    assert (row.kind, row.member, row.place) == ("elsewhere", one, world.own_cell)
    assert row.facts["place"] == world.own_second_cell.pk


def test_a_cell_that_is_not_known_is_told_and_is_no_difference(world, people):
    upload = sent(world, line_of(people[0], organization="Chi bộ Không Có"), line_of(people[1]))
    assert (upload.same_count, list(upload.notes)) == (2, ["cell_unknown"])


def test_who_belongs_to_another_organisation_that_the_person_sees(world):
    made = compared(world, line_of(world.members["sibling"]), place=world.own, by="bloc_office")
    [row] = made.differences.filter(kind="elsewhere")
    assert (row.member, row.place) == (world.members["sibling"], world.sibling_cell)


def test_who_belongs_where_the_person_may_not_look_is_only_not_here(world):
    made = compared(world, line_of(world.members["sibling"]), line_of(world.members["foreign"]))
    missing = made.differences.filter(kind="missing").order_by("pk")
    assert [(row.full_name, row.member, row.place) for row in missing] == [
        (world.members["sibling"].full_name, None, None),
        (world.members["foreign"].full_name, None, None),
    ]


def test_of_another_root_nobody_is_told_even_to_who_keeps_both(world):
    factories.AssignmentFactory(user=world.users["bloc_office"], role=Role.OFFICE, organization=world.foreign_bloc)
    made = compared(world, line_of(world.members["foreign"]), by="bloc_office")
    assert made.differences.filter(kind="missing", full_name=world.members["foreign"].full_name).exists()
    assert not made.differences.filter(member=world.members["foreign"]).exists()


def test_two_of_one_name_and_birth_are_left_to_the_person(world, people):
    one, other = people
    twin = factories.member_of(world.own_cell, full_name=one.full_name, birth_date=one.birth_date)
    made = compared(world, line_of(one), line_of(other))
    [row] = made.differences.all()
    assert (row.kind, row.theirs) == ("ambiguous", "several")
    assert set(row.facts["candidates"]) == {one.pk, twin.pk}


def test_the_number_of_somebody_else(world, people):
    one, other = people
    made = compared(world, {"number": one.code, "full_name": "Ai Khác", "birth_date": "01/01/1950"}, line_of(other))
    assert told(made) == [("ambiguous", "Ai Khác", "", "", "other")]


def test_the_same_person_in_two_rows(world, people):
    one, other = people
    made = compared(world, line_of(one), line_of(one), line_of(other))
    assert told(made) == [("ambiguous", one.full_name, "", "", "twice")]


def test_who_left_the_list_is_not_here_and_leads_to_their_page(world, people):
    one, other = people
    end(member=one, kind=LifeEvent.Kind.RESIGNED, on=date(2024, 5, 5), decision_number="", by=world.users["committee"])
    made = compared(world, line_of(one), line_of(other))
    [row] = made.differences.all()
    assert (row.kind, row.member) == ("missing", one)


def test_a_row_that_cannot_be_read_stays_with_the_file(world, people):
    one, other = people
    upload = sent(world, line_of(one, admitted_on="31/02/2020"), line_of(other), {"full_name": "Không Ngày"})
    assert (upload.same_count, upload.error_count) == (1, 2)
    actions.write(upload=upload, edition=upload.edition, by=world.users["committee"])
    assert told(Reconciliation.objects.get()) == []


def test_the_same_file_again_says_what_is_still_different(world, people):
    one, other = people
    lines = [line_of(one, sex="Nữ" if one.sex == "male" else "Nam"), line_of(other)]
    first, second = compared(world, *lines), compared(world, *lines)
    assert first != second
    assert told(first) == told(second) != []


def test_what_was_left_stays_left_when_the_list_comes_again(world, people):
    one, other = people
    lines = [line_of(one, admitted_on="19/05/2004"), line_of(other)]
    first = compared(world, *lines)
    at = first.at
    first.differences.update(state="left", note="Đã hỏi", settled_by=world.users["committee"], settled_at=at)
    [row] = compared(world, *lines).differences.all()
    assert (row.state, row.note, row.settled_at) == ("left", "Đã hỏi", at)
    [other_value] = compared(world, line_of(one, admitted_on="19/05/2003"), line_of(other)).differences.all()
    assert other_value.state == "open"


def test_a_change_meanwhile_has_it_compared_anew(world, people):
    upload = sent(world, *map(line_of, people))
    Member.objects.filter(pk=people[0].pk).update(admitted_on=date(2001, 1, 1))
    actions.write(upload=upload, edition=upload.edition, by=world.users["committee"])
    assert (upload.state, Reconciliation.objects.count()) == (State.PREVIEWED, 0)


def test_a_comparison_is_thrown_away_until_something_was_settled_by_it(world, people):
    user = world.users["committee"]
    lines = [line_of(people[0], admitted_on="19/05/2004"), line_of(people[1])]
    made = compared(world, *lines)
    actions.take_back(upload=made.upload, by=user)
    assert not Reconciliation.objects.exists()
    made = compared(world, *lines)
    made.differences.update(state="settled", settled_by=user, settled_at=made.at)
    actions.take_back(upload=made.upload, by=user)
    made.upload.refresh_from_db()
    assert (made.upload.state, len(made.upload.refusal)) == (State.COMMITTED, 1)
    assert Difference.objects.count() == 1


def test_as_many_queries_for_three_rows_as_for_thirty(world):
    def queries(count: int) -> int:
        lines = [{"full_name": f"Ngô Thị Lạ {chr(97 + at % 26)}", "birth_date": "01/02/1970"} for at in range(count)]
        scope = Scope(world.own.path, world.own.name)
        with CaptureQueriesContext(connection) as asked:
            list(OtherList().judge(rows(*lines), scope, by))
        return len(asked)

    by = world.users["bloc_office"]
    queries(1)
    assert queries(3) == queries(30)

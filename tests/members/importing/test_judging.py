"""Twenty planted errors, each told at its cell; and what is no error."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.kinds import Outcome, Scope
from members import days
from members.models import LifeEvent, Member
from tests import factories
from tests.members.importing.made import GOOD, KIND, changes, judged, problems, rows, scope_of
from ui.days import written

pytestmark = pytest.mark.django_db

PLANTED = [
    ("full_name", {"full_name": ""}, "trống"),
    ("full_name", {"full_name": "12/5"}, "tên"),
    ("birth_date", {"birth_date": ""}, "trống"),
    ("birth_date", {"birth_date": "1985"}, "năm"),
    ("birth_date", {"birth_date": "31/02/1985"}, "lịch"),
    ("birth_date", {"birth_date": "17/05/2185"}, "01/01/1900"),
    ("sex", {"sex": ""}, "trống"),
    ("sex", {"sex": "khác"}, "khác"),
    ("organization", {"organization": ""}, "sinh hoạt"),
    ("organization", {"organization": "Chi bộ Kế tóan Bình Mính"}, "Không có chi bộ"),
    ("organization", {"organization": "Đảng bộ Sở Bình Minh"}, "không phải chi bộ"),
    (
        "organization",
        {"organization": "Chi bộ Xưởng Hoàng Hôn", "committee": "Đảng bộ Sở Bình Minh"},
        "Đảng bộ Sở Bình Minh không có chi bộ",
    ),
    ("organization_code", {"organization_code": "KHONG-CO"}, "KHONG-CO"),
    ("admitted_on", {"admitted_on": ""}, "trống"),
    ("admitted_on", {"admitted_on": "01/01/1985", "official_on": ""}, "sinh"),
    ("admitted_on", {"admitted_on": "03/02/2001", "official_on": ""}, "15 tuổi"),
    ("official_on", {"official_on": "03/02/2014"}, "trước"),
    ("official_on", {"official_on": "hôm kia"}, "ngày/tháng/năm"),
    ("since", {"since": "31/12/2009", "admitted_on": "03/02/2005", "official_on": ""}, "01/01/2010"),
    ("since", {"since": "01/01/2014"}, "03/02/2015"),
    ("since", {"since": "03/03/2016", "entry": "Kết nạp tại đây"}, "03/02/2015"),
    ("decided_on", {"decided_on": "03/03/2015"}, "03/03/2015"),
    ("decided_on", {"decided_on": "03/01/2013"}, "năm"),
    ("number", {"number": "DV999999"}, "DV999999"),
    ("status", {"status": "Đã từ trần"}, "Đã từ trần"),
    ("exempted_on", {"exempted_on": "01/02/2015"}, "03/02/2015"),
    ("status", {"status": "Lơ lửng"}, "Lơ lửng"),
    ("position", {"position": "x" * 121}, "121"),
    ("decision_number", {"position": "x" * 61, "decision_number": "x" * 61}, "61"),
    ("full_name", {"full_name": f"{'Hoàng ' * 20}An"}, "122"),
    ("full_name", {"full_name": "Nguyeãn Vaên Ñöùc"}, "VNI"),
    ("full_name", {"full_name": "Lê Vаn"}, "Vаn"),
]


@pytest.mark.parametrize(("column", "cells", "said"), PLANTED)
def test_each_error_is_told_at_its_cell(world, column, cells, said):
    found = problems(world, GOOD | cells)
    assert [(row, at) for row, at, _said in found] == [(2, column)], found
    assert said in found[0][2]


def test_all_of_a_row_at_once(world):
    wrong = {"birth_date": "1985", "sex": "", "organization": "Chi bộ Không Đâu", "official_on": "99/99/2016"}
    assert {at for _row, at, _said in problems(world, GOOD | wrong)} == set(wrong)


@pytest.mark.parametrize("typed", ["hoàng thị mới", "HOÀNG THỊ MỚI", "Hoàng  Thị Mới ", "Hoa\u0300ng Thị Mới"])
def test_a_name_is_kept_as_a_form_would_keep_it(world, typed):
    [found] = judged(world, GOOD | {"full_name": typed})
    assert found.data.full_name == "Hoàng Thị Mới"


def test_somebody_new_with_all_that_is_known(world):
    [found] = judged(world, GOOD)
    assert (found.outcome, found.label) == (Outcome.NEW, "Hoàng Thị Mới")
    assert found.data.since == found.data.decided == "2015-02-03"
    assert found.data.entry == LifeEvent.Kind.ADMITTED


def test_admitted_before_the_cell_was_founded_belongs_since_its_founding_and_came_by_no_movement(world):
    [found] = judged(world, GOOD | {"admitted_on": "03/02/2005", "official_on": "03/02/2006", "birth_date": "1/1/1970"})
    assert (found.data.since, found.data.entry) == ("2010-01-01", "")
    assert any("01/01/2010" in each.after for each in found.differences if each.column == "since")


@pytest.mark.parametrize("name", ["Chi bộ Kế toán Bình Minh", "chi bo ke toan binh minh", "CHI BỘ KẾ TOÁN BÌNH MINH"])
def test_a_cell_by_its_name(world, name):
    [found] = judged(world, GOOD | {"organization": name})
    assert found.data.place == world.own_cell.pk


def test_a_cell_by_its_code_in_either_column(world):
    for cells in ({"organization": world.own_cell.code.lower()}, {"organization_code": world.own_cell.code}):
        [found] = judged(world, GOOD | {"organization": ""} | cells)
        assert found.data.place == world.own_cell.pk


def test_an_unknown_cell_gets_the_nearest_names(world):
    [found] = judged(world, GOOD | {"organization": "Chi bộ Kế tóan Bình Mính"})
    assert world.own_cell.code in found.problems[0].mend


def test_two_cells_of_one_name_are_named_with_their_codes_and_told_apart_by_the_committee(world):
    twin = factories.cell(world.sibling, name=world.own_cell.name)
    [found] = judged(world, GOOD)
    assert all(code in found.problems[0].sentence for code in (twin.code, world.own_cell.code))
    [found] = judged(world, GOOD | {"committee": world.sibling.name})
    assert found.data.place == twin.pk


def test_a_cell_that_has_ended(world):
    world.own_cell.closed_on = date(2020, 1, 1)
    world.own_cell.save()
    [(_row, column, said)] = problems(world, GOOD)
    assert column == "organization"
    assert "01/01/2020" in said


def test_the_code_and_another_name_beside_it(world):
    [(_row, column, _said)] = problems(world, GOOD | {"organization_code": world.sibling_cell.code})
    assert column == "organization_code"


def row_of(member, cell):
    day = "{:%d/%m/%Y}".format
    return {
        "full_name": member.full_name,
        "birth_date": day(member.birth_date),
        "sex": member.get_sex_display(),
        "organization": cell.name,
        "admitted_on": day(member.admitted_on),
        "official_on": day(member.official_on),
    }


@pytest.mark.parametrize("numbered", [False, True])
def test_a_member_is_known_by_name_and_day_or_by_the_number(world, numbered):
    member = world.members["own"]
    cells = row_of(member, world.own_cell) | ({"number": member.code} if numbered else {})
    [found] = judged(world, cells)
    assert (found.outcome, found.differences) == (Outcome.SAME, ())


def test_what_may_be_corrected_is_shown_as_it_stands_and_as_it_will(world):
    member = world.members["own"]
    [found] = judged(world, row_of(member, world.own_cell) | {"position": "Bí thư chi bộ", "official_on": "04/03/2006"})
    assert found.outcome == Outcome.CHANGED
    assert [(each.column, each.before, each.after) for each in found.differences] == [
        ("position", "", "Bí thư chi bộ"),
        ("official_on", "03/03/2006", "04/03/2006"),
    ]


def test_by_the_number_a_name_or_a_day_is_corrected_but_not_both(world):
    cells = row_of(world.members["own"], world.own_cell) | {"number": world.members["own"].code}
    for other in ({"full_name": "Trần Thị Bình"}, {"birth_date": "18/05/1980"}):
        assert judged(world, cells | other)[0].outcome == Outcome.CHANGED
    [(_row, column, said)] = problems(world, cells | {"full_name": "Lê Văn Kỹ", "birth_date": "18/05/1980"})
    assert column == "number"
    assert "Trần Thị Bình Minh" in said


def test_the_year_of_birth_alone_says_nothing_else_of_a_member_with_a_number(world):
    cells = row_of(world.members["own"], world.own_cell) | {"number": world.members["own"].code, "birth_date": "1980"}
    assert judged(world, cells)[0].outcome == Outcome.SAME
    assert problems(world, cells | {"birth_date": "1981"})[0][1] == "birth_date"


def test_another_cell_is_a_transfer(world):
    member = world.members["own"]
    [found] = judged(world, row_of(member, world.own_second_cell))
    assert [each.column for each in found.problems] == ["organization"]
    assert found.problems[0].url == member.get_absolute_url()


def test_who_left_is_the_same_where_the_file_says_so_and_an_error_where_it_does_not(world):
    member = world.members["own"]
    member.memberships.update(until=date(2024, 1, 1))
    cells = row_of(member, world.own_cell)
    assert judged(world, cells | {"status": "không còn trong danh sách"})[0].outcome == Outcome.SAME
    assert judged(world, cells)[0].outcome == Outcome.ERROR


def test_one_person_in_two_rows_is_told_at_both(world):
    other = GOOD | {"full_name": "Bùi Văn Khác", "sex": "Nam"}
    found = problems(world, GOOD, other, GOOD | {"full_name": "HOÀNG THỊ MỚI"})
    assert [(row, at) for row, at, _said in found] == [(2, "full_name"), (4, "full_name")]
    assert "4" in found[0][2]


def test_one_member_by_number_and_by_name_is_one_person(world):
    cells = row_of(world.members["own"], world.own_cell)
    found = problems(world, cells, {"number": world.members["own"].code, "position": "Bí thư"})
    assert [row for row, _at, _said in found] == [2, 3]


def test_two_of_one_name_and_day_need_their_numbers(world):
    twin = factories.member_of(world.sibling_cell, full_name="Trần Thị Bình Minh")
    cells = row_of(twin, world.sibling_cell)
    [(_row, column, said)] = problems(world, cells)
    assert column == "full_name"
    assert all(each.code in said for each in (twin, world.members["own"]))
    assert judged(world, cells | {"number": twin.code})[0].outcome == Outcome.SAME


def test_a_namesake_elsewhere_is_told_and_no_error(world):
    narrow = Scope(world.own.path, world.own.name)
    cells = GOOD | {"full_name": "pham hoang hon", "birth_date": "17/05/1980"}
    [found] = judged(world, cells, scope=narrow)
    assert found.outcome == Outcome.NEW
    assert any(world.members["sibling"].code in each.after for each in found.differences)


def test_nobody_outside_the_scope_is_found(world):
    narrow = Scope(world.own.path, world.own.name)
    assert problems_in(world, GOOD | {"number": world.members["sibling"].code}, narrow) == ["number"]
    assert problems_in(world, GOOD | {"organization": world.sibling_cell.name}, narrow) == ["organization"]


def problems_in(world, cells, scope):
    return [each.column for each in judged(world, cells, scope=scope)[0].problems]


def test_rows_of_one_file_may_be_many_and_the_queries_stay(world, django_assert_num_queries):
    by = world.users["bloc_office"]
    list(KIND.judge(rows(GOOD), scope_of(world), by))
    for many in (1, 300):
        listed = [GOOD | {"full_name": f"Hoàng Thị {chr(65 + n % 26)}{'abcdefghijklmn'[n // 26]}"} for n in range(many)]
        with django_assert_num_queries(8):
            assert {each.outcome for each in KIND.judge(rows(*listed), scope_of(world), by)} == {Outcome.NEW}


DAYS = st.dates(date(1950, 1, 1), date(2025, 12, 31))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(birth=DAYS, admitted=DAYS, official=st.none() | DAYS, decided=st.none() | DAYS, since=st.none() | DAYS)
def test_what_is_judged_new_can_be_written_and_what_is_refused_is_told(
    world, birth, admitted, official, decided, since
):
    """Whatever the days: what passes meets every constraint of the tables and every rule of a form."""
    named = {
        "birth_date": birth,
        "admitted_on": admitted,
        "official_on": official,
        "decided_on": decided,
        "since": since,
    }
    cells = GOOD | {name: written(day) if day else "" for name, day in named.items()}
    [found] = judged(world, cells)
    if found.outcome == Outcome.ERROR:
        assert all(cells.get(each.column) for each in found.problems)
        return
    assert found.outcome == Outcome.NEW
    with transaction.atomic():
        [done] = KIND.write(changes([found]), scope_of(world), world.users["bloc_office"])
        member = Member.objects.get(pk=done.data["pk"])
        stay = member.memberships.get()
        assert 18 <= member.age_on(member.admitted_on) <= 60
        assert stay.since >= max(member.admitted_on, world.own_cell.opened_on)
        member.full_clean()
        stay.full_clean()
        moves = list(member.events.all())
        assert len(moves) == (0 if since is None and admitted < world.own_cell.opened_on else 1)
        for event in moves:
            event.full_clean()
            if event.kind == LifeEvent.Kind.ADMITTED:
                days.check(days.CEREMONY, decided_on=event.happened_on, admitted_on=member.admitted_on)
        transaction.set_rollback(True)

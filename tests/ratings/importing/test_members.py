"""Past ratings of members: matched by where they belonged then, counted as any other year's, taken back as a whole."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.kinds import Outcome
from exchange.models import State
from members.models import Membership
from ratings.models import Edition, MemberRating, RatingYear, Rerating, Sheet, YearMembership
from tests import factories
from tests.members.importing.made import csv_file
from tests.ratings.importing.made import (
    MEMBERS,
    ORGANIZATIONS,
    brought_in,
    everything,
    judged,
    of,
    outcomes,
    own,
    problems,
    sent,
    sent_file,
    taken_back,
    written,
)

pytestmark = pytest.mark.django_db


def ratings(member) -> list[tuple]:
    rows = MemberRating.objects.filter(member=member).order_by("sheet__rating_year__year")
    return list(rows.values_list("sheet__rating_year__year", "sheet__name", "level", "not_rated_reason", "note"))


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({"level": "HTXSNV"}, (4, "", "")),
        ({"level": "HTT"}, (3, "", "")),
        ({"level": "", "reason": "Miễn sinh hoạt"}, (None, "exempt", "")),
        ({"level": "Miễn công tác và sinh hoạt đảng"}, (None, "exempt", "")),
        ({"level": "", "reason": "Kết nạp dưới 6 tháng"}, (None, "new_member", "")),
        ({"level": "", "reason": "Đi học nước ngoài"}, (None, "other", "Đi học nước ngoài")),
        ({"year": "2016", "level": "Đủ tư cách, hoàn thành tốt nhiệm vụ"}, (3, "", "")),
        ({"year": "2016", "level": "Vi phạm tư cách"}, (1, "", "")),
        ({"decision": "5-QĐ/ĐU", "decided_on": "20/12/2021"}, (3, "", "5-QĐ/ĐU, 20/12/2021")),
        ({"decision": "5-QĐ/ĐU", "note": "Biểu dương"}, (3, "", "Biểu dương; 5-QĐ/ĐU")),
    ],
)
def test_a_row_becomes_the_rating_of_its_year(world, cells, stands):
    brought_in(world, MEMBERS, of(world.members["own"], **cells))
    [(_year, place, *row)] = ratings(world.members["own"])
    assert (place, tuple(row)) == (world.own_cell.name, stands)


def test_a_member_stands_where_they_belonged_at_the_end_of_each_year(world):
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2021, 6, 1))
    Membership.objects.create(member=member, organization=world.lone_cell, since=date(2021, 6, 1))
    brought_in(world, MEMBERS, of(member, "2020"), of(member, "2021", level="HTXS"))
    assert [(year, place) for year, place, *_rest in ratings(member)] == [
        (2020, world.own_cell.name),
        (2021, world.lone_cell.name),
    ]
    assert set(Sheet.objects.values_list("state", "brought_in", "version")) == {("approved", True, 1)}


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"number": "DV999999"}, "number", "Không có"),
        ({"number": "", "full_name": "Trần Thị Bình Minh"}, "birth_date", "còn trống"),
        ({"number": "", "full_name": "", "birth_date": "01/01/1980"}, "full_name", "còn trống"),
        ({"number": "", "full_name": "Trần Thị Bình Minh", "birth_date": "1980"}, "birth_date", "năm"),
        ({"number": "", "full_name": "Người Lạ", "birth_date": "01/01/1980"}, "full_name", "Không có"),
        ({"full_name": "Người Lạ", "birth_date": "01/01/1981"}, "number", "Bình Minh"),
        ({"name": "Chi bộ Hội Trăng Non"}, "name", "Chi bộ Kế toán Bình Minh"),
        ({"above": "Đảng bộ Sở Trăng Non"}, "above", "Chi bộ Kế toán Bình Minh"),
        ({"year": "2009"}, "year", "2014"),
        ({"level": "TSVM"}, "level", "TSVM"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(world, cells, column, words):
    found = problems(world, MEMBERS, of(world.members["own"], **cells))
    assert column in [at for at, _sentence in found], found
    assert words in " ".join(sentence for _at, sentence in found)


def test_by_name_and_day_of_birth_and_where_two_are_alike_by_the_cell(world):
    member = world.members["own"]
    row = {"year": "2021", "full_name": "TRẦN THỊ BÌNH MINH", "birth_date": f"{member.birth_date:%d/%m/%Y}"}
    row |= {"level": "HTTNV"}
    assert outcomes(world, MEMBERS, row) == [Outcome.NEW]
    factories.member_of(world.lone_cell, full_name=member.full_name, birth_date=member.birth_date)
    [(column, sentence)] = problems(world, MEMBERS, row | {"note": "Lần hai"})
    assert (column, member.code in sentence) == ("full_name", True)
    brought_in(world, MEMBERS, row | {"name": world.own.name})
    assert MemberRating.objects.get().member == member


@pytest.mark.parametrize("name", ["", "Chi bộ Kế toán Bình Minh"])
def test_the_cell_and_its_committee_stand_in_two_columns_as_in_a_list_of_members(world, name):
    member = world.members["own"]
    factories.member_of(world.lone_cell, full_name=member.full_name, birth_date=member.birth_date)
    heads = ["Năm", "Họ và tên", "Ngày sinh", "Chi bộ", "Đảng bộ", "Xếp loại"]
    row = ["2021", member.full_name, f"{member.birth_date:%d/%m/%Y}", name, world.own.name, "HTTNV"]
    upload = sent_file(world, MEMBERS, csv_file(heads, row))
    assert (upload.state, upload.new_count, upload.error_count) == (State.PREVIEWED, 1, 0)


def test_who_did_not_belong_then_or_belongs_elsewhere_is_told(world):
    late, gone = (factories.member_of(world.own_cell) for _each in range(2))
    Membership.objects.filter(member=late).update(since=date(2022, 3, 1))
    Membership.objects.filter(member=gone).update(until=date(2021, 3, 1))
    rows = [of(late), of(gone), of(world.members["foreign"]), of(gone, "2020")]
    found = judged(world, MEMBERS, *rows)
    assert [each.outcome for each in found] == [*[Outcome.ERROR] * 3, Outcome.NEW]
    assert "không sinh hoạt" in found[0].problems[0].sentence
    assert world.members["foreign"].full_name not in found[2].problems[0].sentence


def test_whoever_came_into_the_register_later_is_taken_over_by_a_correction_first(world):
    brought_in(world, ORGANIZATIONS, own(world.own_cell))
    late = factories.member_of(world.own_cell, full_name="Lý Nhập Sau")
    [found] = judged(world, MEMBERS, of(late))
    assert "Lý Nhập Sau" in found.problems[0].sentence
    assert "2021" in found.problems[0].url


def test_beside_the_organisations_of_the_same_year_and_back(world):
    before = everything()
    organizations = brought_in(world, ORGANIZATIONS, own(world.own_cell, decision="1-QĐ/ĐU"), own(world.own))
    between = everything()
    members = brought_in(
        world,
        MEMBERS,
        of(world.members["own"], decision="7-QĐ/ĐU"),
        of(world.members["lone"]),
        of(world.members["lone"], "2019"),
    )
    assert Sheet.objects.get(organization=world.own_cell, rating_year__year=2021).decision_number == "1-QĐ/ĐU"
    assert list(Edition.objects.filter(rating_year__year=2021).values_list("number", flat=True)) == [1, 2]
    assert YearMembership.objects.filter(rating_year__year=2021).count() == 4
    assert taken_back(organizations).state == State.COMMITTED
    assert taken_back(members).state == State.UNDONE, (members.error, members.refusal)
    assert everything() == between
    assert taken_back(organizations).state == State.UNDONE, (organizations.error, organizations.refusal)
    assert everything() == before


def test_the_same_file_twice_changes_nothing(world):
    rows = [
        of(world.members["own"], decision="5-QĐ/ĐU", note="Ghi"),
        of(world.members["own"], "2020", level="", reason="Đi học"),
        of(world.members["lone"], level="HTXS"),
    ]
    brought_in(world, MEMBERS, *rows)
    before = everything()
    assert outcomes(world, MEMBERS, *rows) == [Outcome.SAME] * 3
    assert everything() == before


def test_a_reason_in_words_goes_with_the_reason(world):
    member = world.members["own"]
    brought_in(world, MEMBERS, of(member, level="", reason="Đi học"))
    brought_in(world, MEMBERS, of(member, level="HTT"))
    assert ratings(member) == [(2021, world.own_cell.name, 3, "", "")]


def queries(world, many: int) -> list[int]:
    members = [factories.member_of(world.own_cell) for _each in range(many)]
    counts, uploads = [], []
    for level in ("HTT", "HTXS"):
        with CaptureQueriesContext(connection) as found:
            uploads.append(sent(world, MEMBERS, *(of(each, "2020", level=level) for each in members)))
        counts.append(len(found))
        with CaptureQueriesContext(connection) as found:
            written(uploads[-1])
        counts.append(len(found))
    for upload in reversed(uploads):
        with CaptureQueriesContext(connection) as found:
            taken_back(upload)
        assert upload.state == State.UNDONE, (upload.error, upload.refusal)
        counts.append(len(found))
    assert not RatingYear.objects.exists()
    return counts


def test_the_number_of_queries_does_not_grow_with_the_rows(world):
    assert queries(world, 3) == queries(world, 30)


def test_a_level_set_anew_on_the_portal_is_not_changed_by_a_file(world):
    member, office = world.members["own"], world.users["bloc_office"]
    brought_in(world, MEMBERS, of(member), of(world.members["lone"]))
    decided = {"decision_number": "3-QĐ/ĐU", "decided_on": date(2022, 5, 5), "reason": "Kỷ luật", "recorded_by": office}
    sheet = Sheet.objects.get(organization=world.own_cell)
    Rerating.objects.create(sheet=sheet, version=1, member=member, old_level=4, new_level=3, **decided)
    assert outcomes(world, MEMBERS, of(member), of(world.members["lone"], level="HTXSNV")) == [
        Outcome.SAME,
        Outcome.CHANGED,
    ]
    [(column, sentence)] = problems(world, MEMBERS, of(member, level="HTXSNV"))
    assert (column, "xếp loại lại" in sentence) == ("level", True)

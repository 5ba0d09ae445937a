"""Past ratings of organisations: what becomes of each row, what stands afterwards, and how it is taken back."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from exchange.kinds import Outcome
from exchange.models import State
from ratings.importing import writing
from ratings.models import Edition, OrganizationRating, RatingYear, Sheet, YearMembership, YearPlace
from ratings.years.actions import reopen_year
from tests import factories
from tests.ratings import sheets
from tests.ratings.importing.made import (
    ORGANIZATIONS,
    brought_in,
    everything,
    judged,
    levels,
    outcomes,
    own,
    problems,
    sent,
    sent_file,
    taken_back,
    written,
)

pytestmark = pytest.mark.django_db
REOPENED = {"decision_number": "9-QĐ/ĐU", "decided_on": date(2025, 3, 3), "reason": "Xem lại"}


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({"level": "HTXSNV"}, (4, "", "", "")),
        ({"level": "Hoàn thành tốt nhiệm vụ"}, (3, "", "", "")),
        ({"level": "hoàn thành nhiệm vụ"}, (2, "", "", "")),
        ({"level": "Không hoàn thành nhiệm vụ"}, (1, "", "", "")),
        ({"level": "", "reason": "Mới thành lập"}, (None, "", "new_organization", "")),
        ({"level": "Không xếp loại", "reason": "Đang sáp nhập"}, (None, "", "other", "Đang sáp nhập")),
        ({"level": "HTT", "note": "Có đơn thư"}, (3, "", "", "Có đơn thư")),
        ({"year": "2015", "level": "Trong sạch, vững mạnh tiêu biểu"}, (4, "model", "", "")),
        ({"year": "2015", "level": "TSVM"}, (3, "clean_strong", "", "")),
        ({"year": "2017", "level": "Hoàn thành tốt nhiệm vụ"}, (3, "good", "", "")),
        ({"year": "2014", "level": "Hoàn thành nhiệm vụ"}, (2, "completed", "", "")),
        ({"year": "Năm 2016", "level": "Yếu kém"}, (1, "weak", "", "")),
    ],
)
def test_a_row_becomes_the_rating_of_its_year(world, cells, stands):
    brought_in(world, ORGANIZATIONS, own(world.own, **cells))
    [(name, row)] = [(each, row) for year in range(2014, 2022) for each, row in levels(year).items()]
    assert (name, row) == (world.own.name, stands)


def test_the_planner_knows_of_many_sheets_before_they_are_fixed(world, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans without counting")
    monkeypatch.setattr(writing, "MANY", 1)
    brought_in(world, ORGANIZATIONS, own(world.own, level="HTT"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Sheet._meta.db_table])
        assert cursor.fetchone() == (Sheet.objects.count(),)


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"year": ""}, "year", "còn trống"),
        ({"year": "21"}, "year", "không phải là năm"),
        ({"year": "2026"}, "year", "chưa kết thúc"),
        ({"year": "2013"}, "year", "2014"),
        ({"code": "KHONGCO"}, "code", "không thuộc"),
        ({"code": "", "name": "Đảng bộ Không Có"}, "name", "không thuộc"),
        ({"code": "", "name": ""}, "name", "còn trống"),
        ({"name": "Đảng bộ Tên Khác"}, "code", "tên khác"),
        ({"level": "Rất tốt"}, "level", "Rất tốt"),
        ({"level": "TSVM"}, "level", "2017"),
        ({"level": "", "reason": ""}, "level", "lý do"),
        ({"level": "Không xếp loại"}, "reason", "lý do"),
        ({"reason": "Mới thành lập"}, "reason", "cùng một dòng"),
        ({"decided_on": "31/02/2022"}, "decided_on", "Không có ngày này"),
        ({"decided_on": "15/12/2020"}, "decided_on", "Trước năm 2021"),
        ({"decision": "Q" * 61}, "decision", ""),
        ({"note": "n" * 501}, "note", ""),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(world, cells, column, words):
    found = problems(world, ORGANIZATIONS, own(world.own, **cells))
    assert column in [at for at, _sentence in found], found
    assert words in " ".join(sentence for _at, sentence in found)


def test_an_organisation_is_meant_as_it_stood_at_the_end_of_the_year(world):
    young = factories.committee(world.bloc, name="Đảng bộ Sở Mới Lập", opened_on=date(2022, 5, 1))
    ended = factories.committee(world.bloc, name="Đảng bộ Sở Đã Hết", closed_on=date(2021, 7, 1))
    rows = [own(young), own(ended), own(young, "2022"), own(ended, "2020"), own(world.foreign), own(world.bloc)]
    found = judged(world, ORGANIZATIONS, *rows)
    assert [each.outcome for each in found] == [*[Outcome.ERROR] * 2, *[Outcome.NEW] * 2, *[Outcome.ERROR] * 2]
    assert "đến ngày 01/05/2022 mới thành lập" in found[0].problems[0].sentence
    assert "01/07/2021" in found[1].problems[0].sentence


def test_by_name_and_by_the_committee_above_where_two_bear_one(world):
    twin = factories.cell(world.sibling, name=world.own_cell.name)
    row = {"year": "2021", "name": "chi bộ kế toán BÌNH MINH", "level": "HTT"}
    [(column, sentence)] = problems(world, ORGANIZATIONS, row)
    assert column == "name"
    assert twin.code in sentence
    brought_in(world, ORGANIZATIONS, row | {"above": world.sibling.name})
    assert OrganizationRating.objects.get().sheet.organization == twin


def test_the_same_organisation_twice_in_a_year_is_told(world):
    found = judged(world, ORGANIZATIONS, own(world.own), own(world.own, "2020"), own(world.own))
    assert [each.outcome for each in found] == [Outcome.NEW, Outcome.NEW, Outcome.ERROR]


def test_crosses_in_one_of_four_columns(world):
    lines = [
        "Năm,Tổ chức đảng,HTXSNV,HTTNV,HTNV,KHTNV",
        f"2021,{world.own.name},,x,,",
        f"2021,{world.sibling.name},x,,,",
        f"2021,{world.lone_cell.name},,,x,",
        f"2020,{world.lone_cell.name},,,,x",
    ]
    written(sent_file(world, ORGANIZATIONS, "\n".join(lines).encode("utf-8-sig")))
    assert sorted(row[0] for row in levels(2021).values()) == [2, 3, 4]
    assert [row[0] for row in levels(2020).values()] == [1]


def test_the_year_is_closed_with_its_edition_and_says_that_nobody_ran_it_here(world):
    office = world.users["bloc_office"]
    brought_in(world, ORGANIZATIONS, own(world.own, decision="15-QĐ/ĐU", decided_on="28/12/2021"))
    year = RatingYear.objects.get(root=world.bloc, year=2021)
    assert (year.state, year.brought_in, year.closed_at, year.closed_by) == ("closed", True, None, None)
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.is_from_file, sheet.saved_by) == ("approved", True, office)
    assert (sheet.submitted_by, sheet.approved_by, sheet.approved_at) == (None, None, None)
    assert (sheet.decision_number, sheet.decided_on) == ("15-QĐ/ĐU", date(2021, 12, 28))
    assert (sheet.path, sheet.parent, sheet.name) == (world.own.path, world.bloc, world.own.name)
    edition = Edition.objects.get()
    assert (edition.origin, edition.number, edition.made_by) == ("brought_in", 1, office)
    places = dict(YearPlace.objects.values_list("organization", "sheet"))
    assert (places[world.own.pk], places[world.own_cell.pk], len(places)) == (sheet.pk, None, 6)
    assert YearMembership.objects.filter(rating_year=year).count() == 4
    assert set(AuditEvent.objects.filter(verb__contains="bring_in").values_list("verb", flat=True)) == {
        "year.bring_in",
        "sheet.bring_in",
    }


def test_more_of_a_year_makes_the_next_edition_and_the_one_before_stays(world):
    brought_in(world, ORGANIZATIONS, own(world.own), own(world.sibling))
    brought_in(world, ORGANIZATIONS, own(world.own, level="HTXS"), own(world.own_cell))
    assert list(Edition.objects.values_list("number", "origin")) == [(1, "brought_in"), (2, "brought_in")]
    of_own = YearPlace.objects.filter(organization=world.own)
    assert [of_own.at(number).get().sheet_version for number in (1, 2)] == [1, 2]
    assert YearPlace.objects.filter(organization=world.sibling).get().until is None
    assert levels(2021)[world.own.name][0] == 4


def test_what_came_later_into_the_register_is_taken_over_by_a_correction_first(world):
    brought_in(world, ORGANIZATIONS, own(world.own))
    later = factories.committee(world.bloc, name="Đảng bộ Nhập Sau")
    [found] = judged(world, ORGANIZATIONS, own(later))
    assert found.outcome == Outcome.ERROR
    assert found.problems[0].url.endswith("/2021/dinh-chinh/") or "2021" in found.problems[0].url


@pytest.mark.parametrize("how", ["planned", "open", "closed", "reopened"])
def test_a_year_of_the_portal_is_never_written_over(world, how):
    office = world.users["bloc_office"]
    if how == "reopened":
        brought_in(world, ORGANIZATIONS, own(world.own))
        reopen_year(rating_year=RatingYear.objects.get(), by=office, **REOPENED)
    elif how == "planned":
        factories.RatingYearFactory(year=2021, state="planned")
    else:
        year = sheets.open_year(world, 2021)
        if how == "closed":
            sheets.close_year(year, office)
    before = everything()
    found = judged(world, ORGANIZATIONS, own(world.own), own(world.own, "2020"))
    assert [each.outcome for each in found] == [Outcome.ERROR, Outcome.NEW]
    assert found[0].problems[0].url
    assert everything() == before


def test_into_a_root_that_has_no_years_at_all_and_the_same_file_twice(world):
    assert not RatingYear.objects.exists()
    rows = [
        own(world.own, "2020", decision="1-QĐ/ĐU", decided_on="28/12/2020"),
        own(world.own, "2021", level="", reason="Chờ kết luận"),
        own(world.own_cell, "2021", note="Ghi"),
        own(world.lone_cell, "2015", level="TSVMTB"),
    ]
    brought_in(world, ORGANIZATIONS, *rows)
    assert sorted(RatingYear.objects.values_list("year", flat=True)) == [2015, 2020, 2021]
    before = everything()
    assert outcomes(world, ORGANIZATIONS, *rows) == [Outcome.SAME] * 4
    assert everything() == before


def test_an_empty_cell_says_nothing(world):
    brought_in(world, ORGANIZATIONS, own(world.own, note="Ghi", decision="1-QĐ/ĐU", decided_on="28/12/2021"))
    assert outcomes(world, ORGANIZATIONS, own(world.own)) == [Outcome.SAME]
    brought_in(world, ORGANIZATIONS, own(world.own, level="HTXS"))
    assert levels(2021)[world.own.name] == (4, "", "", "Ghi")
    assert Sheet.objects.get().decision_number == "1-QĐ/ĐU"


def test_taken_back_leaves_no_trace(world):
    before = everything()
    first = brought_in(world, ORGANIZATIONS, own(world.own), own(world.sibling, "2020"), own(world.sibling))
    between = everything()
    rows = [own(world.own, level="HTXS", decision="2-QĐ/ĐU"), own(world.own_cell), own(world.own, "2019")]
    second = brought_in(world, ORGANIZATIONS, *rows)
    assert taken_back(second).state == State.UNDONE, (second.error, second.refusal)
    assert everything() == between
    assert taken_back(first).state == State.UNDONE, (first.error, first.refusal)
    assert everything() == before


def test_not_taken_back_while_something_newer_stands_on_it(world):
    first = brought_in(world, ORGANIZATIONS, own(world.own))
    second = brought_in(world, ORGANIZATIONS, own(world.sibling))
    assert taken_back(first).state == State.COMMITTED
    assert "lần chốt mới hơn" in first.refusal[0][1], first.refusal
    reopen_year(rating_year=RatingYear.objects.get(), by=world.users["bloc_office"], **REOPENED)
    assert taken_back(second).state == State.COMMITTED
    assert "mở lại" in second.refusal[0][1], second.refusal


def queries(world, many: int) -> list[int]:
    """Of the preview, of writing, of the file with changes into what stands, and of taking both back."""
    cells = [factories.cell(world.own) for _each in range(many)]
    counts = []
    uploads = []
    for level in ("HTT", "HTXS"):
        with CaptureQueriesContext(connection) as found:
            uploads.append(sent(world, ORGANIZATIONS, *(own(cell, "2020", level=level) for cell in cells)))
        counts.append(len(found))
        with CaptureQueriesContext(connection) as found:
            written(uploads[-1])
        counts.append(len(found))
    for upload in reversed(uploads):
        with CaptureQueriesContext(connection) as found:
            taken_back(upload)
        assert upload.state == State.UNDONE, (upload.error, upload.refusal)
        counts.append(len(found))
    return counts


def test_the_number_of_queries_does_not_grow_with_the_rows(world):
    assert queries(world, 3) == queries(world, 30)

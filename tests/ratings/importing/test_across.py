"""Past ratings with a column, or a worksheet, for each year."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exchange.models import Import, State
from exchange.rows import JudgedRows
from members.models import Member
from ratings.importing.words import year_headed, year_named
from ratings.models import MemberRating
from tests.exchange.made import xlsx
from tests.exchange.test_pages import send, write
from tests.ratings.importing.made import MEMBERS, ORGANIZATIONS, levels, sent_file, stay_since

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("heading", "headed", "named"),
    [
        ("2021", "2021", "2021"),
        ("Năm 2021", "2021", "2021"),
        ("Kết quả xếp loại năm 2021", "2021", "2021"),
        ("Ngày quyết định 2021", "", "2021"),
        ("2020-2021", "", ""),
        ("2021 (DS 2015-2020)", "", "2021"),
        ("Năm", "", ""),
        ("20211", "", ""),
    ],
)
def test_which_year_a_heading_and_a_name_say(heading, headed, named):
    assert (year_headed(heading), year_named(heading)) == (headed, named)


def row(organization, *results):
    return ["", organization.code, organization.name, *results, ""]


def over_years(world, *headings: object):
    """A title, headings with years side by side, a remark behind them, a total below."""
    return [
        ["KẾT QUẢ XẾP LOẠI"],
        [],
        ["TT", "Mã", "Tên tổ chức đảng", *headings, "Ghi chú"],
        row(world.own, "HTXSNV", "HTTNV", "HTNV"),
        row(world.sibling, "HTTNV", "", "KHTNV"),
        ["", "", "Cộng", "2", "1", "2"],
    ]


@pytest.mark.parametrize("headings", [(2019, 2020, 2021), ("Năm 2019", "Năm 2020", "Xếp loại năm 2021")])
def test_each_year_side_by_side_is_read_from_its_column(world, client, headings):
    client.force_login(world.users["bloc_office"])
    page = send(client, xlsx({"TH": over_years(world, *headings)}), "cac-nam.xlsx", ORGANIZATIONS).text
    upload = Import.objects.get()
    assert (upload.state, upload.row_count, upload.new_count) == (State.PREVIEWED, 5, 5), page
    assert "2020: lấy từ cột E" in page
    assert "2020: 1 dòng không ghi gì về năm này" in page
    assert page.count("“Cộng · 2 · 1 · 2”") == 1
    write(client, upload)
    assert {year: {name: row[0] for name, row in levels(year).items()} for year in (2019, 2020, 2021)} == {
        2019: {world.own.name: 4, world.sibling.name: 3},
        2020: {world.own.name: 3},
        2021: {world.own.name: 2, world.sibling.name: 1},
    }


def test_what_is_wrong_is_told_at_its_cell_and_the_marked_file_comes_back_with_all_years(world, client):
    client.force_login(world.users["bloc_office"])
    rows = over_years(world, 2019, 2020, 2021)
    rows[3][4] = "Rất tốt"
    page = send(client, xlsx({"TH": rows}), "cac-nam.xlsx", ORGANIZATIONS).text
    assert "<code>E4</code>" in page
    upload = Import.objects.get()
    marked = client.post(reverse("exchange:marked", args=[upload.pk])).content
    assert load_workbook(BytesIO(marked)).sheetnames[:3] == ["2019", "2020", "2021"]
    send(client, marked, "danh-dau.xlsx", ORGANIZATIONS)
    again = Import.objects.latest("pk")
    assert (again.row_count, again.error_count) == (5, 1)


def cells_of(page: str) -> set[str]:
    return set(re.findall(r"<code>([^<]*)</code>", page))


def test_a_cell_is_named_as_the_file_has_it_and_its_row_with_the_year(world, client):
    client.force_login(world.users["bloc_office"])
    rows = over_years(world, 2019, 2020, 2099)
    rows[3][3:5] = "Rất tốt", "Rất tốt"
    rows[4][1:3] = "", "Không có ở đâu"
    page = send(client, xlsx({"TH": rows}), "cac-nam.xlsx", ORGANIZATIONS).text
    listed = client.get(reverse("exchange:rows", args=[Import.objects.get().pk])).text
    assert cells_of(page) >= {"D4", "C5", "cột F"}
    assert re.search(r"<code>cột F</code>.*?<td>2099</td>", page, re.DOTALL)
    assert cells_of(listed) >= {"D4", "E4", "C5", "cột F"}
    assert "4 (2020)" in listed
    assert "Dòng 6\n" in page, "the total, of no year"


def test_of_several_worksheets_with_years_the_cell_is_named_with_its_worksheet(world, client):
    client.force_login(world.users["bloc_office"])
    first, second = over_years(world, 2019, 2020, 2021), over_years(world, 2016, 2017, 2018)
    first[3][4] = second[3][4] = "Rất tốt"
    page = send(client, xlsx({"A": first, "B": second}), "hai-trang.xlsx", ORGANIZATIONS).text
    assert "<code>A!E4</code>" in page


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["Năm 2020", "", "Năm 2021", ""], ["Xếp loại", "Số QĐ", "Xếp loại", "Số QĐ"]),
        (["Năm 2020", "", "Năm 2021", ""], ["HTXSNV", "HTTNV", "HTXSNV", "HTTNV"]),
    ],
)
def test_a_year_may_stand_above_several_columns(world, above, below):
    cells = ["HTTNV", "5-QĐ", "HTXSNV", "6-QĐ"] if "Số QĐ" in below else ["", "x", "x", ""]
    rows = [["Mã", "Tên tổ chức đảng", *above], ["", "", *below], [world.own.code, world.own.name, *cells]]

    def merge(_book, sheets):
        for area, word in (("A1:A2", "Mã"), ("B1:B2", "Tên tổ chức đảng"), ("C1:D1", above[0]), ("E1:F1", above[2])):
            sheets["TH"].merge_range(area, word)

    upload = sent_file(world, ORGANIZATIONS, xlsx({"TH": rows}, merge), "hai-nam.xlsx")
    assert (upload.row_count, upload.new_count, upload.error_count) == (2, 2, 0), [
        each.problems for table in upload.tables.all() for each in JudgedRows(table)
    ]


def test_a_worksheet_may_be_named_by_its_year_and_one_year_may_stand_alone(world, client):
    client.force_login(world.users["bloc_office"])
    headings = ["Mã", "Xếp loại"]
    page = send(client, xlsx({"Năm 2020": [headings, [world.own.code, "HTTNV"]]}), "mot.xlsx", ORGANIZATIONS).text
    assert Import.objects.get().new_count == 1, page
    assert "lấy theo “Năm 2020”" in page
    page = send(
        client, xlsx({"DS": [["Mã", "Xếp loại 2021"], [world.own.code, "HTTNV"]]}), "b.xlsx", ORGANIZATIONS
    ).text
    assert Import.objects.latest("pk").new_count == 1, page


def test_without_any_year_the_page_asks_for_it(world, client):
    client.force_login(world.users["bloc_office"])
    page = send(client, xlsx({"DS": [["Mã", "Xếp loại"], [world.own.code, "HTTNV"]]}), "c.xlsx", ORGANIZATIONS).text
    assert Import.objects.get().state == State.WAITING
    assert "Năm" in page


def test_a_year_of_its_own_column_wins_over_headings(world):
    rows = [["Năm", "Mã", "Xếp loại", "2021"], ["2020", world.own.code, "HTTNV", "không rõ"]]
    upload = sent_file(world, ORGANIZATIONS, xlsx({"DS": rows}), "d.xlsx")
    assert upload.row_count == 1


def test_members_over_several_years(world):
    member: Member = world.members["own"]
    stay_since(member, "2010-01-01")
    rows = [["Số hiệu đảng viên", "2020", "2021"], [member.code, "HTTNV", "HTXSNV"]]
    upload = sent_file(world, MEMBERS, xlsx({"DS": rows}), "dv.xlsx")
    assert (upload.new_count, upload.error_count) == (2, 0), [
        each.problems for table in upload.tables.all() for each in JudgedRows(table)
    ]
    from exchange import actions

    actions.write(upload=upload, edition=upload.edition, by=upload.sent_by)
    assert sorted(MemberRating.objects.values_list("sheet__rating_year__year", "level")) == [(2020, 3), (2021, 4)]


def test_a_column_that_was_left_out_is_left_out_of_every_year(world, client):
    client.force_login(world.users["bloc_office"])
    rows = [["Mã", 2020, 2021, "Cột lạ"], [world.own.code, "HTTNV", "HTTNV", "a"]]
    send(client, xlsx({"TH": rows}), "la.xlsx", ORGANIZATIONS)
    upload = Import.objects.get()
    choices = {f"column-{at}": code or "-" for at, code in enumerate(upload.choices)}
    client.post(reverse("exchange:choose_columns", args=[upload.pk]), choices | {"keep": "yes"})
    write(client, upload)
    upload.refresh_from_db()
    assert (upload.state, upload.new_count) == (State.COMMITTED, 2)

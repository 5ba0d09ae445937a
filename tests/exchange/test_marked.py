"""The file with what is wrong marked: to be read beside the page, mended, and sent again."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exchange.models import Import
from exchange.rows import JudgedRows
from tests.exchange.made import xlsx
from tests.exchange.sheets import csv_file
from tests.exchange.test_pages import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def test_a_marked_file_numbers_its_rows_as_the_sent_one_and_is_known_again(office):
    """Three lines above, a heading of two storeys, and an empty row among the others."""
    above = [["ĐẢNG BỘ THỬ"], [], ["DANH SÁCH"]]
    heads = [["Mã", "Tên", "Loại", "Quyết định thành lập"], ["", "", "", "Ngày", "Số"]]
    rows = [
        ["X1", "Chi bộ Một", "Chi bộ cơ sở", "1/2/2015", "1-QĐ"],
        [],
        ["X2", "Chi bộ Hai", "Chi bộ cơ sở", "31/2/2015", ""],
    ]

    def merge(_book, sheets):
        for area in ("A4:A5", "B4:B5", "C4:C5"):
            sheets["DS"].merge_range(area, heads[0][ord(area[0]) - ord("A")])
        sheets["DS"].merge_range("D4:E4", heads[0][3])

    page = send(office, xlsx({"DS": [*above, *heads, *rows]}, merge), "danh-sach.xlsx").content.decode()
    upload = Import.objects.get()
    assert "D8" in page
    marked = office.post(reverse("exchange:marked", args=[upload.pk])).content
    sheet = load_workbook(BytesIO(marked)).worksheets[0]
    assert sheet["D8"].value == "31/2/2015"
    assert sheet["D8"].comment is not None
    page = send(office, marked, "danh-dau.xlsx").content.decode()
    again = Import.objects.latest("pk")
    assert (again.row_count, again.error_count) == (2, 1), page
    assert "D8" in page


def test_a_marked_file_keeps_the_other_columns_and_worksheets_and_the_page_says_what_it_does_not_hold(office, world):
    cell = world.own_cell
    heads = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp", "Số CCCD", "Sở trường"]
    people = [[7, "Hoàng Thị Mới", "31/2/1985", "Nữ", cell.name, "3/2/2015", "045085001234", "Hát"]]
    above = [["DANH SÁCH ĐẢNG VIÊN"], []]
    other = [["Mã", "Việc"], ["A1", "Rà soát"]]
    page = send(office, xlsx({"ĐV": [*above, heads, *people], "Việc": other}), "dang-vien.xlsx", "members").text
    upload = Import.objects.get()
    marked = load_workbook(BytesIO(office.post(reverse("exchange:marked", args=[upload.pk])).content))
    assert [cell.value for cell in marked["ĐV"][4]][:8] == [
        "7",
        "Hoàng Thị Mới",
        "31/2/1985",
        "Nữ",
        cell.name,
        "3/2/2015",
        None,
        "Hát",
    ]
    assert [[cell.value for cell in row] for row in marked["Việc"].iter_rows()] == other
    note = page[page.index("marked-note") :]
    assert "“Số CCCD”" in note
    assert "“Chi bộ”" not in note, "it stands there, though it resembles the cell at the residence"
    assert "dòng cộng" in note


@pytest.mark.parametrize("name", ["Bốn'", "Danh sách tổ chức cơ sở đảng trực thuộc 2024", "ten[1]", "a: b?", "'"])
def test_a_worksheet_of_any_name_is_marked(office, name):
    send(office, csv_file([("X1", "Chi bộ Một", "Chi bộ cơ sở", "", "31/2/2015", "")]), f"{name}.csv")
    marked = office.post(reverse("exchange:marked", args=[Import.objects.get().pk]))
    assert marked.status_code == 200
    assert load_workbook(BytesIO(marked.content)).worksheets[0]["E2"].value == "31/2/2015"


RATED = [
    [1, "Trần Văn A", "17/05/1985", "x", "", "", "", "đi học"],
    [2, "Lê Thị B", "17/05/1986", "", "x", "X", "", ""],
    [3, "Ngô C", "17/05/1987", "", "", "x", "", ""],
]
LEVELS = ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
CROSSED = {
    "under one heading": (
        "member_ratings",
        [["STT", "Họ và tên", "Ngày sinh", "Xếp loại", "", "", "", "Ghi chú"], ["", "", "", *LEVELS, ""]],
        RATED,
    ),
    "side by side": ("member_ratings", [["STT", "Họ và tên", "Ngày sinh", *LEVELS, "Ghi chú"]], RATED),
    "days of birth by sex": (
        "members",
        [["STT", "Họ và tên", "Ngày sinh", "", "Chi bộ", "Ngày kết nạp"], ["", "", "Nam", "Nữ", "", ""]],
        [[1, "Trần A", "17/05/1985", "", "CB", "3/2/2001"], [2, "Lê B", "", "17/05/1986", "CB", "3/2/2001"]],
    ),
}


def told(upload):
    return [(each.number, each.outcome, each.problems) for each in JudgedRows(upload.table)]


@pytest.mark.parametrize("name", CROSSED)
def test_columns_of_crosses_come_back_as_they_were_sent(office, name):
    kind, heads, rows = CROSSED[name]
    send(office, xlsx({"Năm 2021": [["DANH SÁCH"], [], *heads, *rows]}), "danh-sach.xlsx", kind)
    first = Import.objects.get()
    headings, wrong = first.table.headings, told(first)
    assert first.error_count
    marked = office.post(reverse("exchange:marked", args=[first.pk])).content
    send(office, marked, "danh-dau.xlsx", kind)
    again = Import.objects.get()
    assert again.file_sha256 != first.file_sha256
    assert (again.choices[:-1], again.table.headings[:-1]) == (first.choices, headings)
    assert told(again) == wrong

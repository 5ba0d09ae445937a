"""The file with what is wrong marked: to be read beside the page, mended, and sent again."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exchange.models import Import
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


@pytest.mark.parametrize("name", ["Bốn'", "Danh sách tổ chức cơ sở đảng trực thuộc 2024", "ten[1]", "a: b?", "'"])
def test_a_worksheet_of_any_name_is_marked(office, name):
    send(office, csv_file([("X1", "Chi bộ Một", "Chi bộ cơ sở", "", "31/2/2015", "")]), f"{name}.csv")
    marked = office.post(reverse("exchange:marked", args=[Import.objects.get().pk]))
    assert marked.status_code == 200
    assert load_workbook(BytesIO(marked.content)).worksheets[0]["E2"].value == "31/2/2015"

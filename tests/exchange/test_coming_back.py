"""What the portal made comes back in with the columns of the file that it was made of."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from exchange.matched import REASONS
from exchange.models import Chunk, Import
from exchange.worksheets import Worksheets
from tests.exchange.made import xlsx
from tests.exchange.test_pages import send

pytestmark = pytest.mark.django_db
ONE_ROW = ["Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp"]
TWO_ROWS = (
    ["Họ và tên", "Ngày sinh", "Giới tính", "Nơi sinh hoạt", "", "Ngày vào Đảng", ""],
    ["", "", "", "Chi bộ", "Đảng bộ", "Kết nạp", "Chính thức"],
)
CROSSES = (
    ["Họ và tên", "Ngày sinh", "Phái", "", "Chi bộ", "Ngày kết nạp"],
    ["", "", "Nam", "Nữ", "", ""],
)
PERSON = ["Hoàng Thị Mới", "31/2/1985"]


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def rows(world, shape):
    cell = world.own_cell.name
    return {
        "one row of headings": [ONE_ROW, [*PERSON, "Nữ", cell, "3/2/2015"]],
        "two rows of headings": [*TWO_ROWS, [*PERSON, "Nữ", cell, world.own_cell.parent.name, "3/2/2015", "3/2/2016"]],
        "columns of crosses": [*CROSSES, [*PERSON, "", "x", cell, "3/2/2015"]],
        "an empty column before": [["", *ONE_ROW], ["", *PERSON, "Nữ", cell, "3/2/2015"]],
    }[shape]


def columns(upload):
    [worksheet] = Worksheets(upload)
    headed = [match for match in worksheet.mapping.matches if match.heading.title != str(REASONS.title)]
    return [match.column and match.column.code for match in headed]


def marked(office, upload):
    return office.post(reverse("exchange:marked", args=[upload.pk])).content


@pytest.mark.parametrize(
    "shape", ["one row of headings", "two rows of headings", "columns of crosses", "an empty column before"]
)
def test_it_has_the_same_columns_and_the_same_errors(office, world, shape):
    send(office, xlsx({"ĐV": rows(world, shape)}), "dang-vien.xlsx", "members")
    first = Import.objects.get()
    assert first.error_count == 1
    before, judged = columns(first), Chunk.objects.get(table__upload=first).judged
    assert "organization" in before
    send(office, marked(office, first), "danh-dau.xlsx", "members")
    again = Import.objects.latest("pk")
    assert columns(again) == before
    problems = [row[3] for row in Chunk.objects.get(table__upload=again).judged]
    assert problems == [row[3] for row in judged]


@pytest.mark.parametrize("keep", ["", "yes"])
def test_columns_chosen_by_hand_are_not_asked_again(office, world, keep):
    heads = [*ONE_ROW[:3], "Tổ", "Vào ngày", "Sở trường"]
    sent = [heads, [*PERSON, "Nữ", world.own_cell.name, "3/2/2015", "Hát"]]
    send(office, xlsx({"ĐV": sent}), "dang-vien.xlsx", "members")
    first = Import.objects.get()
    chosen = ["full_name", "birth_date", "sex", "organization", "admitted_on", "-"]
    fields = {f"column-{at}": choice for at, choice in enumerate(chosen)}
    office.post(reverse("exchange:choose_columns", args=[first.pk]), fields | {"keep": keep})
    first.refresh_from_db()
    send(office, marked(office, first), "danh-dau.xlsx", "members")
    again = Import.objects.latest("pk")
    assert again.choices == ["full_name", "birth_date", "sex", "organization", "admitted_on", "", ""]
    assert again.state == "previewed"


def test_each_year_of_a_file_of_several_comes_back_as_it_was_chosen(office, world):
    heads = ["Mã", "Đơn vị", "2021", "2022", "Lời bàn"]
    sent = [heads, [world.own_cell.code, world.own_cell.name, "Hỏng", "Hỏng", "Xem lại"]]
    send(office, xlsx({"XL": sent}), "xep-loai.xlsx", "organization_ratings")
    first = Import.objects.get()
    fields = {f"column-{at}": choice or "-" for at, choice in enumerate(first.choices)}
    office.post(reverse("exchange:choose_columns", args=[first.pk]), fields)
    first.refresh_from_db()
    before = [each.mapping.choices for each in Worksheets(first)]
    assert len(before) == 2
    send(office, marked(office, first), "danh-dau.xlsx", "organization_ratings")
    again = Import.objects.latest("pk")
    after = [
        [
            choice
            for match, choice in zip(each.mapping.matches, each.mapping.choices, strict=True)
            if match.heading.title != str(REASONS.title)
        ]
        for each in Worksheets(again)
    ]
    assert after == before


def test_what_stands_below_a_heading_of_two_rows_stays_in_the_marked_file(office, world):
    send(office, xlsx({"ĐV": rows(world, "two rows of headings")}), "dang-vien.xlsx", "members")
    send(office, marked(office, Import.objects.get()), "danh-dau.xlsx", "members")
    sheet = load_workbook(BytesIO(marked(office, Import.objects.latest("pk")))).worksheets[0]
    headings = [cell.value for cell in sheet[sheet.max_row - 1]]
    assert sheet.cell(sheet.max_row, headings.index("Nơi sinh hoạt: Chi bộ") + 1).value == world.own_cell.name

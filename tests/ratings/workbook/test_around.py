"""What offices do to a workbook around its table loses nothing that was typed, and costs no errors of its own."""

import pytest

from ratings.models import Import
from tests.ratings.workbook.uploads import page, send
from tests.ratings.workbooks import downloaded, filled, heading, opened, saved

pytestmark = pytest.mark.django_db


def changed(content: bytes, change) -> bytes:
    book = opened(content)
    change(next(each for each in book.worksheets if each.title == "Đảng viên"))
    return saved(book)


@pytest.mark.parametrize("title", ["Ghi chú (nêu rõ)", "Số phiếu tán thành"])
def test_a_renamed_heading_is_refused_in_words_and_nothing_is_lost(client, clerk, sheet, member, title):
    def rename(worksheet):
        row, columns = heading(worksheet)
        worksheet.cell(row, columns["ghi chu"]).value = title + " khác"

    content = filled(downloaded(sheet), {(member.code, "Ghi chú"): "Đã gõ"})
    answer = send(client, sheet, changed(content, rename))
    assert answer.status_code == 422
    assert f"{title} khác" in answer.content.decode()
    assert "“Ghi chú”" in answer.content.decode()
    assert not Import.objects.exists()


def test_a_column_of_ones_own_is_no_hindrance(client, clerk, sheet, member):
    def add(worksheet):
        row, columns = heading(worksheet)
        worksheet.cell(row, max(columns.values()) + 1).value = "Của tôi"
        worksheet.cell(row + 1, max(columns.values()) + 1).value = "x"

    assert send(client, sheet, changed(downloaded(sheet), add)).status_code == 302


BELOW = [("", "", "Cộng", 2), ("", "", "Người lập biểu"), ("", "", "Trần Thị Bình An")]


def test_total_and_signatures_below_the_table_are_no_rows(client, clerk, sheet, member):
    def sign(worksheet):
        last = worksheet.max_row
        for at, line in enumerate(BELOW, start=1):
            for column, value in enumerate(line, start=1):
                worksheet.cell(last + at, column).value = value or None

    assert send(client, sheet, changed(downloaded(sheet), sign)).status_code == 302
    shown = page(client, Import.objects.latest("pk"))
    assert not [name for _code, _number, name, *_more in BELOW if name in shown]

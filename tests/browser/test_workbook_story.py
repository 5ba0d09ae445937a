"""A clerk fills a cell's sheet in a spreadsheet, with a mistake in it, and puts it right."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from demo.accounts import CELL
from tests.browser.people import sign_in
from tests.ratings.workbooks import heading

LEVEL = "muc xep loai"
GOOD, COMPLETED = "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"


def kept(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def typed(path: Path, levels: dict[int, str]) -> None:
    """By the place of the member on the worksheet, from 1."""
    book = openpyxl.load_workbook(path)
    worksheet = book["Đảng viên"]
    row, columns = heading(worksheet)
    for number, level in levels.items():
        worksheet.cell(row + number, columns[LEVEL]).value = level
    book.save(path)


def levels(path: Path) -> list[str | None]:
    worksheet = openpyxl.load_workbook(path)["Đảng viên"]
    row, columns = heading(worksheet)
    return [worksheet.cell(number, columns[LEVEL]).value for number in range(row + 1, worksheet.max_row + 1)]


def take_home(page: Page, folder: Path, button: str = "Tải bảng tính") -> Path:
    for fold in page.locator("details.fold:not([open]) summary").all():
        fold.click()
    with page.expect_download() as download:
        page.get_by_text(button, exact=True).click()
    return kept(download.value, folder)


def send(page: Page, path: Path) -> None:
    page.get_by_label("Bảng tính (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Xem trước thay đổi").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_workbook_goes_home_and_comes_back_with_an_error_in_it(new_context, base_url, tmp_path, scripts) -> None:
    # Given a clerk at the sheet of a cell
    page = sign_in(new_context(java_script_enabled=scripts).new_page(), base_url, CELL).page
    page.goto(f"{base_url}/ratings/2024/?state=draft")
    page.locator(".list-rows th a").first.click()
    sheet = page.url

    # When the workbook is filled at home, one cell of it wrongly, and sent
    path = take_home(page, tmp_path)
    before = levels(path)
    first = COMPLETED if before[0] != COMPLETED else GOOD
    typed(path, {1: first, 2: "Khá"})
    page.get_by_role("link", name="Nhập từ bảng tính").click()
    send(page, path)

    # Then the preview names the cell, and nothing can be saved by accident
    expect(page.get_by_role("row", name="G6")).to_contain_text("Chọn một trong bốn mức")
    expect(page.locator(".count-changed, .count-new").filter(has_text="1")).to_have_count(1)
    page.get_by_role("button", name="Ghi 1 dòng vào phiếu").click()
    expect(page.get_by_text("Tệp còn dòng có lỗi")).to_be_visible()

    # When the marked workbook is put right and sent instead
    marked = take_home(page, tmp_path, "Tải tệp đã đánh dấu lỗi")
    assert openpyxl.load_workbook(marked)["Lỗi"]["A5"].value == "G6"
    typed(marked, {2: "HTT"})
    page.get_by_role("link", name="Gửi tệp khác").click()
    send(page, marked)
    page.get_by_role("button", name="vào phiếu").click()

    # Then it stands on the sheet
    expect(page.get_by_text("Đã ghi bảng tính vào phiếu.")).to_be_visible()
    receipt = page.url
    page.goto(sheet)
    assert levels(take_home(page, tmp_path)) == [first, GOOD, *before[2:]]

    # And is gone again when it is taken back
    page.goto(receipt)
    page.get_by_role("button", name="Hoàn tác lần nhập này").click()
    expect(page.get_by_text("Đã hoàn tác lần nhập")).to_be_visible()
    page.goto(sheet)
    assert levels(take_home(page, tmp_path)) == before

"""Decisions on many sheets: marked one by one or all at once, counted, with and without JavaScript."""

import pytest
from playwright.sync_api import expect

BOARD = "/ratings/2024/?state=mine"


def test_all_of_a_page_are_marked_by_one_press_and_counted(person) -> None:
    # Given the organisation board before the sheets that wait for its decision
    page = person("khoi").at(BOARD)
    boxes = page.locator('input[name="sheet"]')
    every = boxes.count()
    bar = page.locator("#approve")

    # Then with none marked there is nothing to press, and the count says why
    approve = bar.get_by_role("button", name="Duyệt các phiếu đã đánh dấu")
    expect(approve).to_be_disabled()
    expect(bar.get_by_role("status")).to_have_text(f"Đã chọn ở trang này 0 / {every}")

    # When all are marked, and one is taken out
    bar.get_by_role("button", name="Chọn tất cả").click()
    boxes.first.uncheck()

    # Then the button says how many it approves, the bar counts the rest, and one press marks all again
    approve = bar.get_by_role("button", name=f"Duyệt {every - 1} phiếu", exact=True)
    expect(approve).to_be_enabled()
    expect(bar.get_by_role("status")).to_have_text(f"Đã chọn ở trang này {every - 1} / {every}")
    bar.get_by_role("button", name="Chọn tất cả").click()
    expect(bar.get_by_role("button", name="Bỏ chọn tất cả")).to_be_visible()
    assert page.locator('input[name="sheet"]:checked').count() == every


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_mistake_in_the_bar_keeps_the_marks(person, watch, scripts) -> None:
    # Given one sheet marked and no number of the decision
    page = person("khoi", java_script_enabled=scripts).at(BOARD)
    page.locator('input[name="sheet"]').first.check()

    # When it is to be approved
    words = "Duyệt 1 phiếu" if scripts else "Duyệt các phiếu đã đánh dấu"
    page.get_by_role("button", name=words, exact=True).click()

    # Then the bar says what is missing and the mark stands
    expect(page.locator("#approve")).to_contain_text("Ghi số quyết định")
    expect(page.locator('input[name="sheet"]').first).to_be_checked()
    watch.errors.clear()  # the browser writes the answer 422 to its console

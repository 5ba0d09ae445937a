"""The keys of an evening: from home to the sheet, through all of it to the committee, and through its decision."""

from playwright.sync_api import Page, expect

from tests.browser.keys import Keys


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def test_a_cell_of_29_is_filled_and_submitted_by_keyboard_alone(lay_a_sheet, person) -> None:
    # Given a cell of 29 members with nothing entered, and its clerk at home
    laid = lay_a_sheet("PA", 29)
    page = person(laid.clerks[0]).page
    home = Keys(page)

    # When the clerk goes to the sheet
    home.go("Tab", "Tab", "Enter")
    assert home.pressed <= 3
    expect(page.get_by_text("Đã nhập 0 / 29")).to_be_visible()

    # And types one level for each member and one for the cell
    keys = Keys(page)
    keys.press(*("3" * 29), "3")
    assert "Lưu, xem lại và trình" in focused(page)

    # And goes on from anywhere, first to the brief, then to the committee
    page.locator("[data-row]").first.locator("[name$='-ballot_for']").focus()
    keys.go("Control+Shift+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tóm tắt")
    keys.go("Control+Shift+Enter")

    # Then all of it is with the committee
    expect(page.get_by_text("Đã trình").first).to_be_visible()
    assert keys.pressed <= 40


def test_enter_goes_down_its_column_to_the_own_level_and_the_button(lay_a_sheet, person) -> None:
    laid = lay_a_sheet("PE", 3)
    page = person(laid.clerks[0]).at(laid.path)
    column = page.locator("[name$='-ballot_for']")
    column.first.focus()
    for votes in ("21", "19", "20"):
        page.keyboard.type(votes)
        page.keyboard.press("Enter")
    assert [box.input_value() for box in column.all()] == ["21", "19", "20"]
    assert page.evaluate("document.activeElement.name") == "own-level"
    page.keyboard.press("Enter")
    assert "Lưu, xem lại và trình" in focused(page)
    page.locator("[name$='-self_level']").first.focus()
    page.keyboard.press("Enter")
    second = page.locator("[name$='-self_level']").nth(1)
    assert page.evaluate("document.activeElement.name") == second.get_attribute("name")


def test_a_committee_decides_by_keyboard_alone(person) -> None:
    # Given a committee at home, with sheets that wait for it
    page = person("doanhnghiep").page
    keys = Keys(page)

    # When it takes the first of them, writes the number of its decision and approves
    keys.go("Tab", "Tab", "Enter")
    keys.press("Control+Shift+Enter")
    keys.write("9-QĐ/ĐU")
    keys.go("Enter")

    # Then it is approved, within twelve keys
    expect(page.get_by_text("đã duyệt phiếu (Quyết định số 9-QĐ/ĐU")).to_be_visible()
    assert keys.pressed <= 12

    # And the next one takes the number and the day that were written last
    page.get_by_role("link", name="Việc của tôi").first.click()
    again = Keys(page)
    again.go("Tab", "Tab", "Enter")
    again.go("Control+Shift+Enter")
    expect(page.get_by_text("đã duyệt phiếu (Quyết định số 9-QĐ/ĐU")).to_be_visible()
    assert again.pressed <= 4

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

    # And goes on from anywhere to the brief, writes why there are no votes, and submits
    page.locator("[data-row]").first.locator("[name$='-ballot_for']").focus()
    keys.go("Control+Shift+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("tóm tắt")
    keys.press("Control+Shift+Enter")
    keys.write("Chờ họp")
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


def test_every_column_fills_down_and_is_taken_back(lay_a_sheet, person) -> None:
    laid = lay_a_sheet("PF", 3)
    page = person(laid.clerks[0]).at(laid.path)
    said = page.locator("[data-said]")

    def column(name: str) -> list[str]:
        return [box.input_value() for box in page.locator(f"tr [name$='-{name}']").all()]

    def levels() -> list[str | None]:
        chosen = page.locator("tr [name$='-level']:checked")
        return [radio.get_attribute("value") for radio in chosen.all()]

    # A level goes down with the cap and the count; so does a reason, which belongs to it
    page.keyboard.press("4")
    page.keyboard.press("Control+d")
    expect(page.get_by_text("Đã nhập 2 / 3")).to_be_visible()
    expect(said).to_have_text("Đã chép từ dòng trên: Hoàn thành xuất sắc nhiệm vụ")
    page.keyboard.press("Control+z")
    expect(page.get_by_text("Đã nhập 1 / 3")).to_be_visible()
    expect(said).to_have_text("Đã bỏ phần vừa điền.")
    page.locator("tr [name$='-level'][value='0']").nth(1).check(force=True)
    page.locator("tr [name$='-not_rated_reason']").nth(1).select_option("pending")
    page.keyboard.press("Control+d")
    assert (levels(), column("not_rated_reason")) == (["4", "0", "0"], ["", "pending", "pending"])

    # So does every other column
    for name, value in (("self_level", "3"), ("civil_level", "2"), ("ballot_for", "19"), ("ballot_present", "20")):
        first, second = (page.locator(f"tr [name$='-{name}']").nth(number) for number in (0, 1))
        first.select_option(value) if name.endswith("level") else first.fill(value)
        second.press("Control+d")
        assert column(name)[:2] == [value, value], name
    page.locator("tr summary").first.click()
    page.locator("tr [name$='-note']").first.fill("Khá")
    page.locator("tr summary").nth(1).click()
    page.locator("tr [name$='-note']").nth(1).press("Control+d")
    assert column("note")[:2] == ["Khá", "Khá"]

    # And what is proposed fills the self-ratings that are empty
    page.locator("tr [name$='-self_level']").nth(1).select_option("")
    page.get_by_role("button", name="Tự xếp loại = mức đề nghị").click()
    assert column("self_level") == ["3", "", ""]
    page.get_by_role("button", name="Mức “tốt”").click()
    assert levels() == ["4", "0", "0"]
    page.locator("tr").nth(2).locator("[name$='-level'][value='2']").check(force=True)
    page.get_by_role("button", name="Tự xếp loại = mức đề nghị").click()
    assert column("self_level") == ["3", "2", ""]
    page.get_by_role("button", name="Hoàn tác").click()
    assert column("self_level") == ["3", "", ""]

    # What was filled is kept as a draft like all that is typed
    expect(page.locator("[data-status]")).to_contain_text("Đã giữ bản nháp")


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
    with page.expect_navigation():
        page.get_by_role("link", name="Việc của tôi").first.click()
    again = Keys(page)
    again.go("Tab", "Tab", "Enter")
    again.go("Control+Shift+Enter")
    expect(page.get_by_text("đã duyệt phiếu (Quyết định số 9-QĐ/ĐU")).to_be_visible()
    assert again.pressed <= 4

"""One sheet: by keyboard alone, by two people at once, and without JavaScript."""

import re

from playwright.sync_api import Locator, Page, expect


def row(page: Page, name: str) -> Locator:
    return page.locator("[data-row]", has_text=name)


def choose(page: Page, name: str, level: str) -> None:
    row(page, name).locator(f'input[type=radio][value="{level}"]').check(force=True)


def chosen(page: Page, name: str) -> str:
    return row(page, name).locator("input[type=radio]:checked").get_attribute("value") or ""


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu Ctrl Enter").click()


def expect_saved(page: Page) -> None:
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def test_the_second_of_two_people_chooses_row_by_row(lay_a_sheet, person, watch) -> None:
    # Given two clerks with the same sheet before them
    laid = lay_a_sheet("PB", 3)
    first, second = (person(username).at(laid.path) for username in laid.clerks)
    choose(first, "PB 00", "3")
    choose(first, "PB 01", "3")
    choose(second, "PB 01", "2")
    choose(second, "PB 02", "4")

    # When both save
    save(first)
    expect_saved(first)
    save(second)

    # Then the second sees both versions of the one row that collides, and loses nothing
    expect(second.get_by_role("heading", level=1)).to_contain_text("Có người khác đã sửa phiếu này")
    card = second.locator("section", has_text="PB 01").first
    expect(card).to_contain_text("Hoàn thành tốt")
    expect(card).to_contain_text("Hoàn thành nhiệm vụ")
    watch.errors.clear()  # the browser writes the answer 409 to its console

    # When the second takes the own version of it
    card.get_by_label("Dùng bản tôi nhập").check()
    second.get_by_role("button", name="Lưu").last.click()

    # Then all three rows stand as the two of them meant
    expect_saved(second)
    assert [chosen(second, f"PB 0{number}") for number in range(3)] == ["3", "2", "4"]


def test_what_was_typed_just_before_leaving_is_kept(lay_a_sheet, person) -> None:
    # Given a clerk who has chosen a level and leaves at once
    laid = lay_a_sheet("PK", 3)
    page = person(laid.clerks[0]).at(laid.path)
    sheet = page.url
    page.on("dialog", lambda dialog: dialog.accept())
    choose(page, "PK 01", "2")
    page.get_by_role("link", name="Đảng viên", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Đảng viên:"))

    # When the clerk comes back
    page.goto(sheet)

    # Then the level stands there, not saved yet
    expect(page.locator("[data-status]")).to_have_text("Chưa lưu")
    assert chosen(page, "PK 01") == "2"


def test_the_sheet_is_a_plain_form_without_javascript(lay_a_sheet, person, watch) -> None:
    # Given a browser that runs no scripts
    laid = lay_a_sheet("PC", 3)
    page = person(laid.clerks[0], java_script_enabled=False).at(laid.path)

    # When a clerk rates two members and writes more votes than people into a third's row
    choose(page, "PC 00", "3")
    choose(page, "PC 01", "4")
    choose(page, "PC 02", "3")
    row(page, "PC 02").locator('[name$="-ballot_for"]').fill("9")
    row(page, "PC 02").locator('[name$="-ballot_present"]').fill("7")
    save(page)

    # Then the sentence stands at the row and everything typed is still there
    expect(row(page, "PC 02")).to_contain_text("có mặt")
    assert [chosen(page, f"PC 0{number}") for number in range(3)] == ["3", "4", "3"]
    expect(row(page, "PC 02").locator('[name$="-ballot_for"]')).to_have_value("9")
    watch.errors.clear()  # the browser writes the answer 422 to its console

    # When the number is corrected
    row(page, "PC 02").locator('[name$="-ballot_for"]').fill("7")
    save(page)

    # Then it is saved
    expect_saved(page)
    assert chosen(page, "PC 01") == "4"

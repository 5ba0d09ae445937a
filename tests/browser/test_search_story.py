"""The search box by keyboard, in the scope of the person, and without JavaScript."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import stands

CELL = "Chi bộ Phòng Tổ chức - Hành chính Nắng Sớm"


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Tìm trong cổng thông tin")


def hits_of(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Gợi ý").get_by_role("option")


def chosen_of(page: Page) -> Locator:
    return hits_of(page).and_(page.get_by_role("option", selected=True))


def test_the_keyboard_alone_finds_and_opens(person) -> None:
    # Given a clerk at home, whose slash and Ctrl+K lead to the box
    page = stands(person("chibo").page)
    box = box_of(page)
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.get_by_role("heading", level=1).click()
    expect(box).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()

    # When words are typed without marks
    box.press_sequentially("hanh chinh nang som")

    # Then the cell stands below the box, counted aloud, and none is chosen yet
    expect(hits_of(page).filter(has_text=CELL)).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("search [role=status]")).to_contain_text("kết quả")
    assert box.get_attribute("aria-activedescendant") is None

    # When the arrows walk round, Escape closes and an arrow opens again
    box.press("ArrowUp")
    expect(chosen_of(page)).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == hits_of(page).last.get_attribute("id")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == hits_of(page).first.get_attribute("id")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(hits_of(page)).to_have_count(0)
    expect(box).to_have_value("hanh chinh nang som")
    box.press("ArrowDown")
    expect(hits_of(page).first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")

    # Then Enter opens the one chosen
    expect(page.get_by_role("heading", level=1)).to_have_text(CELL)


def test_enter_searches_in_scope_and_says_what_to_do_where_nothing_is(person) -> None:
    page = person("chibo").page
    box = box_of(page)

    # When a place out of the clerk's scope is asked for
    box.press_sequentially("ban tay am")
    expect(page.locator(".search-panel")).to_contain_text("Không tìm thấy")
    expect(hits_of(page)).to_have_count(0)
    box.press("Enter")

    # Then the page says so, keeps what was typed, and advises
    expect(page).to_have_url(re.compile(r"/search/\?q=ban\+tay\+am$"))
    expect(page.locator("main").get_by_role("searchbox")).to_have_value("ban tay am")
    expect(page.locator("main .hits li")).to_have_count(0)

    # And a slash in a text box is a slash
    again = page.locator("main").get_by_role("searchbox")
    again.focus()
    again.press("End")
    again.press("/")
    expect(again).to_have_value("ban tay am/")


def test_without_javascript_enter_searches(person) -> None:
    page = person("khoi", java_script_enabled=False).page
    page.get_by_role("searchbox", name="Tìm trong cổng thông tin").fill("hanh chinh nang som")
    page.keyboard.press("Enter")
    page.locator("main .hits").get_by_role("link", name=CELL).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CELL)

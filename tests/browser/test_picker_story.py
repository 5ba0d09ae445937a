"""An organisation is chosen by keyboard, as the accessibility tree tells it; and without JavaScript by a button."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

OPEN = "/cases/open/"
LABEL = re.compile("^Tổ chức đảng được kiểm tra")
FIRST = "Đảng bộ Văn phòng Nắng Sớm (TC01)"


def lines_of(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Kết quả khớp").get_by_role("option")


def test_the_keyboard_chooses_as_the_combobox_pattern_asks(person) -> None:
    # Given an inspector before a new case
    page = person("ubkt").at(OPEN)
    box = page.get_by_role("combobox", name=LABEL)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("aria-autocomplete", "list")

    # When part of the name is typed without marks
    box.press_sequentially("van phong nang")

    # Then the lines stand open, counted aloud, and none is chosen yet
    lines = lines_of(page)
    expect(lines.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".picker [role=status]").filter(has_text="tổ chức khớp, trong")).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") is None
    assert not Axe().run(page).response["violations"]

    # When the arrows walk over them
    box.press("ArrowDown")
    expect(lines_of(page).and_(page.get_by_role("option", selected=True))).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == lines.first.get_attribute("id")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == lines.last.get_attribute("id")
    box.press("Home")
    assert box.get_attribute("aria-activedescendant") is None
    assert box.evaluate("box => box.selectionStart") == 0
    box.press("End")
    box.press("ArrowDown")
    box.press("Enter")

    # Then Enter takes the line and sends nothing
    expect(box).to_have_value(FIRST)
    expect(box).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith(OPEN)
    expect(page.locator('input[name="subject_organization"]')).not_to_have_value("")

    # And Escape first closes, then clears
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value(FIRST)
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator('input[name="subject_organization"]')).to_have_value("")


def test_tab_takes_the_line_and_goes_on(person) -> None:
    page = person("ubkt").at(OPEN)
    box = page.get_by_role("combobox", name=LABEL)
    box.press_sequentially("tc01")
    expect(lines_of(page).first).to_be_visible()
    box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value(FIRST)
    expect(box).not_to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
def test_lines_are_as_high_as_a_finger_and_stay_on_the_page(person, width) -> None:
    page = person("ubkt", viewport={"width": width, "height": 844}).at(OPEN)
    page.get_by_role("combobox", name=LABEL).press_sequentially("chi bo")
    lines = lines_of(page)
    expect(lines.first).to_be_visible()
    # Read at once: the answer to the last letter may come and replace them.
    sides = "lines => lines.map((each) => each.getBoundingClientRect()).map(({height, right}) => [height, right])"
    found = lines.evaluate_all(sides)
    assert found
    for height, right in found:
        assert height >= 44
        assert right <= width


def test_without_javascript_a_button_looks_and_the_rest_stays(person) -> None:
    page = person("ubkt", java_script_enabled=False).at(OPEN)
    page.get_by_role("textbox", name=re.compile("^Nội dung")).fill("Việc giữ nguyên")
    box = page.get_by_role("textbox", name=LABEL)
    box.fill("van phong nang")
    page.locator('[name="subject_organization_find"]').click()

    expect(page.get_by_role("textbox", name=re.compile("^Nội dung"))).to_have_value("Việc giữ nguyên")
    page.get_by_role("radio", name=re.compile("^Đảng bộ Văn phòng Nắng Sớm")).check()
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(box).to_have_value(FIRST)

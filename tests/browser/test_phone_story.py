"""A clerk's whole evening on a phone with letters half as large again; with a script, and without one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person, stands

PHONE = {"width": 390, "height": 844}


def enlarge(page: Page) -> None:
    sizes = {"standard": 24, "fixed": 20}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})


def row(page: Page, name: str):
    return page.locator("tr[data-row]", has_text=name)


def choose(page: Page, name: str, level: str) -> None:
    row(page, name).locator(f'[name$="-level"][value="{level}"]').check()


def open_tools(page: Page) -> None:
    tools = page.locator("[data-tools]")
    if not tools.evaluate("tools => tools.open"):
        tools.locator("summary").click()


def expect_no_way_to_the_side(page: Page) -> None:
    assert stands(page).evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_entered_saved_returned_corrected_and_submitted(lay_a_sheet, person, script: bool) -> None:
    # Given a clerk with a phone, large letters and a cell of three
    code = "PQ" if script else "PR"
    laid = lay_a_sheet(code, 3)
    clerk = person(laid.clerks[0], viewport=PHONE, has_touch=True, java_script_enabled=script)
    enlarge(clerk.page)
    page = clerk.at(laid.path)
    expect_no_way_to_the_side(page)
    if script:
        assert row(page, f"{code} 00").bounding_box()["y"] < PHONE["height"]

    # When one member is chosen, the others filled, and the votes stand in every row
    choose(page, f"{code} 00", "4")
    open_tools(page)
    page.get_by_role("button", name="Mức “tốt”").click()
    open_tools(page)
    present = page.locator("[data-present]") if script else page.locator("[name$='-ballot_present']").first
    present.fill("3")
    page.get_by_role("button", name="Điền", exact=True).click()
    for votes in page.locator("[name$='-ballot_for']").all():
        votes.fill("3")
    page.locator('[name="own-level"][value="3"]').check()
    page.get_by_role("button", name="Lưu, xem lại và trình").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tóm tắt")
    expect_no_way_to_the_side(page)
    explain_and_submit(page)

    # And the office returns it, naming one of them
    send_back(person("khoi"), laid.path, f"Xem lại đồng chí Nguyễn Văn {code} 01, chưa đủ căn cứ.")

    # Then home says so, and the sheet leads with who returned it and why, with the way to the row
    page = clerk.at("/")
    expect(page.get_by_text("chưa đủ căn cứ").first).to_be_visible()
    page.goto(clerk.base_url + laid.path)
    notice = page.locator(".notice").first
    expect(notice).to_contain_text(re.compile("Trần Thị Khánh Hà.*trả lại", re.DOTALL))
    notice.get_by_role("link", name=f"{code} 01").click()
    expect(row(page, f"{code} 01")).to_be_in_viewport()
    expect(row(page, f"{code} 01")).to_have_class(re.compile("asked"))
    expect_no_way_to_the_side(page)

    # And corrected it goes to the committee again
    choose(page, f"{code} 01", "2")
    page.get_by_role("button", name="Lưu, xem lại và trình").click()
    explain_and_submit(page)


def explain_and_submit(page: Page) -> None:
    explanation = page.locator("[name$='justification']")
    if explanation.evaluate("box => box.required && !box.value"):
        explanation.fill("Chi bộ đã họp và thống nhất.")
    page.locator("#submit button").click()
    expect(page.get_by_text("Đã trình").first).to_be_visible()


def send_back(office: Person, path: str, reason: str) -> None:
    page = office.at(f"{path}review/")
    page.locator("[name='return-reason']").fill(reason)
    page.locator("#return button").last.click()
    expect(page.get_by_text("Đã trả lại").first).to_be_visible()

"""A member is admitted, put right and recognised; two records of one person become one, and two again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

TICKS = ("foreseen", "known", "another")


def choose(page: Page, label: str, text: str, script: bool) -> None:
    """What is typed means one; the options of the form's other lists are none of its suggestions."""
    page.get_by_label(label, exact=True).fill(text)
    if script:
        page.locator("[role=option]").first.click()


def send(page: Page, button: str) -> None:
    """Once more with a tick where it is asked whether what follows is known."""
    pressed = page.get_by_role("button", name=button, exact=True)
    with page.expect_navigation():
        pressed.click()
    asked = page.locator(", ".join(f"input[type=checkbox][name={name}]" for name in TICKS))
    if asked.count():
        for number in range(asked.count()):
            asked.nth(number).check()
        with page.expect_navigation():
            pressed.click()


def admitted(office: Person, name: str, ceremony: str, script: bool) -> Page:
    """Into the first cell below the committee. Ends on the member's page."""
    cells = office.at("/organizations/").get_by_role("main").locator("tbody a[href^='/organizations/']")
    cell = cells.filter(has_text="Chi bộ").first.inner_text()
    page = office.at("/members/enter/")
    page.locator("[name=kind]").select_option("admitted")
    choose(page, "Tổ chức đảng", cell, script)
    typed = {"decided_on": "20/02/2025", "decision_number": "7-QĐ/ĐU", "full_name": name}
    for field, text in (typed | {"birth_date": "05/09/1995", "admitted_on": ceremony}).items():
        page.locator(f"[name={field}]").fill(text)
    page.locator("[name=sex]").select_option("female")
    send(page, "Thêm đảng viên")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    return page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_from_admission_to_recognition_with_a_correction_between(person: Callable[..., Person], script: bool) -> None:
    # Given a member whose ceremony was mistyped
    name = f"Trần Thị Kết Nạp {'Một' if script else 'Hai'}"
    page = admitted(person("danguy", java_script_enabled=script), name, "25/02/2025", script)

    # When the day is put right
    page.locator("a[href*='/members/events/'][href*='/correct/']").first.click()
    page.locator("[name=admitted_on]").fill("05/03/2025")
    page.locator("[name=reason]").fill("Ghi nhầm ngày lễ kết nạp")
    send(page, "Chỉnh sửa")
    expect(page.get_by_role("main")).to_contain_text("05/03/2025")

    # Then the probation is complete a year after it
    page.locator("a[href*='/recognize/']").first.click()
    expect(page.locator("[name=on]")).to_have_value("05/03/2026")
    page.locator("[name=decided_on]").fill("20/03/2026")
    page.locator("[name=decision_number]").fill("9-QĐ/ĐU")
    with page.expect_navigation():
        page.get_by_role("main").locator("form button.btn-primary").click()

    # And the page tells all of it
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    for told in ("05/03/2025", "05/03/2026", "7-QĐ/ĐU", "9-QĐ/ĐU"):
        expect(page.get_by_role("main")).to_contain_text(told)
    expect(page.get_by_role("main")).not_to_contain_text("25/02/2025")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_two_records_of_one_person_are_merged_and_apart_again(person: Callable[..., Person], script: bool) -> None:
    # Given a person who was entered twice
    office = person("danguy", java_script_enabled=script)
    name = f"Lê Thị Trùng {'Một' if script else 'Hai'}"
    one, other = (admitted(office, name, "25/02/2025", script).url for _time in range(2))
    page = office.page
    code = page.get_by_text(re.compile(r"DV\d{6}")).first.inner_text().split()[0]

    # When somebody sees that it is one
    page.goto(one)
    page.get_by_text("Việc khác", exact=True).click()
    page.get_by_role("link", name="Hợp nhất hai hồ sơ", exact=True).click()
    choose(page, "Hồ sơ kia", code, script)
    page.get_by_role("button", name="So sánh", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(code)
    page.locator("[name=reason]").fill("Cùng giấy khai sinh")
    page.get_by_role("button", name="Hợp nhất hai hồ sơ", exact=True).click()

    # Then one record is left, to which the other's address leads
    expect(page).to_have_url(one)
    page.goto(other)
    expect(page).to_have_url(one)

    # When it was a mistake
    page.locator("a[href*='/members/mergers/']").first.click()
    page.locator("[name=reason]").fill("Là hai chị em sinh đôi")
    send(page, "Thu hồi việc hợp nhất")

    # Then both are there again
    for url in (one, other):
        page.goto(url)
        expect(page).to_have_url(url)
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)

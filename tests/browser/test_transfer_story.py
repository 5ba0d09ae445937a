"""A member goes to another grassroots organisation: it is asked, takes the member in, or refuses with a reason."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person, stands

CURRENT = "/members/?status=official"


def choose(page: Page, label: str, text: str, script: bool) -> None:
    """Typed as it stands in the box: with a script or without, one organisation is meant."""
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    if script:
        page.get_by_role("option").first.click()


def offer(sender: Person, number: int, receiver: str, script: bool) -> str:
    """The name of whom the committee sends."""
    page = sender.at(CURRENT)
    link = page.get_by_role("main").locator("tbody a[href^='/members/']").nth(number)
    name = link.inner_text()
    link.click()
    page.get_by_role("link", name="Chuyển sinh hoạt đảng", exact=True).click()
    choose(page, "Đến tổ chức", receiver, script)
    page.locator("[name=on]").fill("hôm nay")
    page.locator("[name=decision_number]").fill("31-GT/ĐU")
    page.get_by_role("button", name=re.compile("Chuyển sinh hoạt")).click()
    expect(page.get_by_role("main")).to_contain_text("Chờ nơi đến tiếp nhận")
    return name


def answer(receiver: Person, name: str) -> Page:
    """From the tasks to the transfer, as it waits there."""
    page = receiver.at("/")
    task = page.get_by_role("main").locator("li, tr, article", has_text=name).first
    task.get_by_role("link").first.click()
    stands(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_role("main")).to_contain_text("31-GT/ĐU")
    return page


def take_in(page: Page) -> None:
    """Also whoever thereby gives up an office, which is asked."""
    press = page.get_by_role("button", name="Tiếp nhận", exact=True)
    with page.expect_navigation():
        press.click()
    known = page.get_by_label("Tôi đã biết", exact=False)
    if known.count():
        known.check()
        press.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_transfer_is_accepted_and_another_refused(person: Callable[..., Person], script: bool) -> None:
    sender, receiver = (person(each, java_script_enabled=script) for each in ("danguy", "doanhnghiep"))
    place = receiver.at("/organizations/").get_by_role("main").locator("tbody a[href^='/organizations/']").first
    to = place.inner_text()

    # The first is taken in
    name = offer(sender, 1 if script else 3, to, script)
    page = answer(receiver, name)
    page.get_by_role("link", name="Tiếp nhận", exact=True).click()
    cell = receiver.page.get_by_label("Chi bộ tiếp nhận", exact=True)
    if not cell.input_value():
        choose(page, "Chi bộ tiếp nhận", "Chi bộ", script)
        if not script:
            page.get_by_role("button", name="Tiếp nhận", exact=True).click()
            page.get_by_role("radio").first.check()
    take_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_role("main")).to_contain_text("31-GT/ĐU")
    expect(sender.at("/notices/").get_by_role("main")).to_contain_text(f"Đã được tiếp nhận: đồng chí {name}")

    # The second is not, and the sender reads why
    name = offer(sender, 5 if script else 7, to, script)
    page = answer(receiver, name)
    page.get_by_role("link", name="Không tiếp nhận", exact=True).click()
    page.locator("[name=reason]").fill("Chưa nhận được hồ sơ đảng viên")
    page.get_by_role("button", name="Không tiếp nhận", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Chưa nhận được hồ sơ đảng viên")
    page = sender.at("/notices/")
    expect(page.get_by_role("main")).to_contain_text(f"Không được tiếp nhận: đồng chí {name}")
    expect(page.get_by_role("main")).to_contain_text("Chưa nhận được hồ sơ đảng viên")

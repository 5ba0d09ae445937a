"""A year with sheets in every state is closed on its page, and reopened by a decision."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

SHEET = re.compile(r"/ratings/2024/[0-9]+/$")


def decide(page: Page, number: str, reason: str) -> None:
    page.fill("[name=decision_number]", number)
    page.locator("[name=decided_on]").fill("hôm nay")
    page.fill("[name=reason]", reason)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_closed_year_says_so_everywhere_and_goes_on_when_it_is_reopened(
    person: Callable[..., Person], script: bool
) -> None:
    # Given the demo's open year, with sheets in every state, and a clerk whose sheet is half entered
    office, clerk = (person(name, java_script_enabled=script) for name in ("khoi", "chibo"))
    page = clerk.at("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Chi bộ")).first.click()
    expect(page).to_have_url(SHEET)
    sheet = page.url.removeprefix(clerk.base_url)

    # When the office closes it with what is still open
    page = office.at("/ratings/2024/close/")
    for state in ("Chưa trình", "Bị trả lại", "Đã trình"):
        expect(page.get_by_role("link", name=re.compile(state)).first).to_be_visible()
    decide(page, "45-QĐ/ĐUK", "Hết thời hạn theo hướng dẫn")
    page.check("[name=understood]")
    page.get_by_role("button", name=re.compile("Khóa năm 2024 với [0-9.]+ phiếu chưa duyệt")).click()
    expect(page.locator(".notice-warning").first).to_contain_text("phiếu dừng lại")

    # Then the clerk reads on the sheet and at home when, by what and why
    page = clerk.at(sheet)
    expect(page.get_by_text("theo Quyết định số 45-QĐ/ĐUK").first).to_be_visible()
    expect(page.get_by_text("Hết thời hạn theo hướng dẫn").first).to_be_visible()
    expect(page.locator("form#sheet")).to_have_count(0)
    expect(clerk.at("/").get_by_text("theo Quyết định số 45-QĐ/ĐUK").first).to_be_visible()

    # And after a decision reopens the year, the sheet is entered as before
    page = office.at("/ratings/2024/reopen/")
    decide(page, "46-QĐ/ĐUK", "Bổ sung phiếu còn thiếu")
    page.get_by_role("button", name="Mở lại năm xếp loại").click()
    expect(page.locator(".notice-success").first).to_contain_text("đã mở lại")
    expect(clerk.at(sheet).locator("form#sheet")).to_be_visible()

"""A member's level of a closed year is appealed against, and the committee rates again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Person

NUMBER = "45-QĐ/ĐU"


def fill_in(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_appeal_ends_in_a_re_rating(person: Callable[..., Person], script: bool) -> None:
    # Given a clerk whose cell was rated in the year before, which is closed
    clerk, committee = (person(name, java_script_enabled=script) for name in ("chibo", "danguy"))
    sheet = clerk.at("/").get_by_role("main").get_by_role("link", name=re.compile("Chi bộ")).first
    address = (sheet.get_attribute("href") or "").replace("/2024/", "/2023/")

    approvals = clerk.at(f"{address.split('?')[0]}approvals/").get_by_role("row").count()

    # When the clerk records from the brief what the first member asks
    page = clerk.at(f"{address.split('?')[0]}review/")
    page.get_by_role("link", name="Ghi khiếu nại").click()
    page.locator("[name=row]").select_option(index=2 if script else 3)
    page.locator("[name=asker]").select_option("member")
    fill_in(page, received_on="hôm nay", request="Đề nghị xếp loại lại", grounds="Có biên bản nghiệm thu")
    page.get_by_role("button", name="Ghi khiếu nại").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("khiếu nại")
    stands = page.locator("dl.facts > div", has_text="Kết quả hiện nay").inner_text()
    appeal = page.url

    # Then it waits among the tasks of the committee, which rates again
    page = committee.at("/")
    page.get_by_role("main").get_by_role("link", name="Xem và trả lời").first.click()
    page.get_by_label("Xếp loại lại", exact=True).check()
    page.locator("[name=level]").select_option("2" if "Hoàn thành tốt" in stands else "3")
    fill_in(page, decision_number=NUMBER, decided_on="hôm nay", reason="Đã xác minh lại")
    page.get_by_role("button", name="Trả lời khiếu nại").click()
    page.get_by_role("link", name="Quyết định xếp loại lại").click()
    expect(page.locator(".decision")).to_contain_text("Mẫu 03")
    expect(page.locator(".decision")).to_contain_text(NUMBER)

    # And the clerk reads the answer where the appeal stands, and both approvals of the sheet
    clerk.page.goto(appeal)
    expect(clerk.page.get_by_role("main")).to_contain_text(f"Quyết định số {NUMBER}")
    page = clerk.at(f"{address.split('?')[0]}approvals/")
    expect(page.get_by_role("row")).to_have_count(approvals + 1)

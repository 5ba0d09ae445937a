"""Clicked twice, sent on a slow line, sent again after Back: one thing is made, or the page says that it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.servers import Portal

COUNT = "from {module} import {model}; print('count', {model}.objects.filter({where}).count())"
DISCIPLINABLE = """
from inspections.models import Case
found = Case.objects.filter(discipline_required=True, member=None, organization__kind="grassroots_committee")
print("case", found.order_by("-opened_on").values_list("pk", flat=True)[0])
"""


@dataclass(frozen=True)
class Pick:
    """What is typed to find an organisation; the first of the list is taken."""

    text: str


CASE = {
    "kind": "inspection",
    "basis": "programme",
    "body": "bloc_committee",
    "acting_organization": Pick("dang bo khoi"),
    "subject_organization": Pick("van phong nang"),
    "content": "Việc chấp hành quy chế làm việc",
    "opened_on": "hôm nay",
    "no_secrets": True,
}
MEMBER = {
    "organization": Pick("chi bo"),
    "decided_on": "hôm nay",
    "sex": "female",
    "birth_date": "03/02/1995",
    "admitted_on": "hôm nay",
}


@dataclass(frozen=True)
class Sending:
    """`own`: the field that tells this story's thing from those of the other stories."""

    username: str
    path: str
    values: dict[str, object]
    own: str
    counted: tuple[str, str, str]
    said: str

    def at(self, page: Page) -> Locator:
        return page.locator(f"form[method=post]:has([name='{self.own}'])")


def enter_member(_portal: Portal, _sheet: Callable) -> Sending:
    counted = ("members.models", "Member", "full_name")
    return Sending("danguy", "/members/enter/", MEMBER, "full_name", counted, "Đã có đồng chí")


def open_case(_portal: Portal, _sheet: Callable) -> Sending:
    return Sending(
        "ubkt", "/cases/open/", CASE, "number", ("inspections.models", "Case", "number"), "Số này đã được ghi"
    )


def add_discipline(portal: Portal, _sheet: Callable) -> Sending:
    case = portal.manage("shell", "-v", "0", "-c", DISCIPLINABLE).split("case ")[1].split()[0]
    values = {"form": "reprimand", "decided_on": "hôm nay"}
    counted = ("inspections.models", "Discipline", "decision_number")
    return Sending("ubkt", f"/cases/{case}/discipline/", values, "decision_number", counted, "đã có quyết định đó")


def comment(_portal: Portal, lay_a_sheet: Callable) -> Sending:
    laid = lay_a_sheet(f"HAI{uuid4().hex[:4]}", 1)
    counted = ("accounts.models", "AuditEvent", "reason")
    return Sending(laid.clerks[0], f"{laid.path}review/", {}, "comment-text", counted, "đã có trong lịch sử")


def add_user(_portal: Portal, _sheet: Callable) -> Sending:
    counted = ("accounts.models", "User", "full_name")
    values = {"username": f"hai.lan.{uuid4().hex[:6]}"}
    return Sending("quantri", "/organizations/users/add/", values, "full_name", counted, "Tên đăng nhập này")


SENDINGS = [enter_member, open_case, add_discipline, comment, add_user]


@pytest.fixture(params=SENDINGS, ids=lambda each: each.__name__)
def sending(request: pytest.FixtureRequest, portal_site: Portal, lay_a_sheet: Callable) -> Sending:
    return request.param(portal_site, lay_a_sheet)


def _fill(form: Locator, sending: Sending, own: str) -> None:
    for name, value in {**sending.values, sending.own: own}.items():
        field = form.locator(f"[name='{name}']")
        if isinstance(value, Pick):
            _pick(form, name, value.text)
        elif value is True:
            field.check()
        elif field.evaluate("each => each.matches('select')"):
            field.select_option(value)
        else:
            field.fill(value)


def _pick(form: Locator, name: str, text: str) -> None:
    picker = form.locator(f".picker:has([name='{name}_text'])")
    picker.get_by_role("combobox").fill("")
    picker.get_by_role("combobox").press_sequentially(text)
    picker.get_by_role("option").first.click()


def _count(portal: Portal, sending: Sending, own: str) -> int:
    module, model, field = sending.counted
    code = COUNT.format(module=module, model=model, where=f"{field}={own!r}")
    return int(portal.manage("shell", "-v", "0", "-c", code).split("count ")[1])


def test_two_clicks_on_a_slow_line_make_one(person, portal_site, sending) -> None:
    # Given the form filled in, on a line that is slow
    page = person(sending.username).at(sending.path)
    form, own = sending.at(page), "Lê Thị Hai Lần"
    _fill(form, sending, own)
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 700, "downloadThroughput": 40_000, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", slow)

    # When the button is clicked twice, as fast as a hand does
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    _click_twice(page, form.locator("button.btn-primary, button").last)

    # Then both were sent, one is made, and the second answer is the first one's: no word of there being one already
    expect(page.locator("main")).to_contain_text(own)
    expect(sending.at(page).locator(f"[name='{sending.own}'][value='{own}']")).to_have_count(0)
    expect(page.get_by_text(sending.said)).to_have_count(0)
    assert len(posts) == 2
    assert _count(portal_site, sending, own) == 1


def _click_twice(page: Page, button: Locator) -> None:
    """With the pause of a hand between: of two clicks in the same moment a browser sends the second alone."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(*middle)
    page.wait_for_timeout(150)
    page.mouse.click(*middle)


def test_sent_once_more_after_back_it_is_one_or_asks(person, portal_site, sending, watch) -> None:
    # Given what was sent
    page = person(sending.username).at(sending.path)
    own = "Lê Thị Trở Lại"
    _fill(sending.at(page), sending, own)
    sending.at(page).locator("button").last.click()
    expect(page.locator("main")).to_contain_text(own)
    expect(page.get_by_text(sending.said)).to_have_count(0)

    # When the person goes back and sends the same once more
    page.go_back()
    _fill(sending.at(page), sending, own)
    sending.at(page).locator("button").last.click()

    # Then the page says that it is there
    words = page.get_by_text(sending.said).or_(page.get_by_text("không ghi thêm lần nữa"))
    expect(words.first).to_be_visible()
    assert _count(portal_site, sending, own) == 1
    watch.errors.clear()  # the browser writes a refusal to its console

"""Signed out while typing, and back; a second tab, a reload, the Back key, a closed tab, a lost line."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from demo.accounts import PASSWORD
from tests.browser.people import sign_in, stands
from tests.waiting import wait_until

TEXT = "Kiểm tra việc chấp hành\nNghị quyết và quy chế"
BROUGHT_BACK = re.compile(r"Đã khôi phục nội dung đồng chí gõ lúc \d\d:\d\d\.\s*Bỏ đi")


@dataclass(frozen=True)
class Form:
    """A text field of a page."""

    who: str
    path: str
    field: str
    text: str = TEXT


CASE = Form("ubkt", "/cases/open/", "[name=content]")
MEMBER = Form("khoi", "/members/enter/", "[name=full_name]", "Nguyễn Thị Thử Lại")
ACCOUNT = Form("quantri", "/organizations/users/add/", "[name=full_name]", "Trần Văn Thử")


def box(page: Page, form: Form):
    return page.locator(form.field).first


def type_into(page: Page, form: Form) -> None:
    box(page, form).fill(form.text)


def expect_typed(page: Page, form: Form) -> None:
    expect(box(page, form)).to_have_value(form.text)


def expect_brought_back(page: Page, form: Form) -> None:
    expect(page.get_by_text(BROUGHT_BACK)).to_be_visible()
    expect_typed(page, form)


def send(page: Page, form: Form) -> None:
    page.locator("form", has=page.locator(form.field)).locator("button.btn-primary").last.click()


def end_session(page: Page) -> None:
    page.context.clear_cookies(name="sessionid")


def drafts_in(page: Page) -> int:
    return page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length")


def wait_until_kept(page: Page) -> None:
    wait_until(lambda: drafts_in(page))


def sign_in_here(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def row(page: Page, name: str):
    return page.locator("[data-row]", has_text=name)


def choose(page: Page, name: str, level: str) -> None:
    row(page, name).locator(f'input[type=radio][value="{level}"]').check(force=True)


def expect_chosen(page: Page, name: str, level: str) -> None:
    expect(row(page, name).locator(f'input[type=radio][value="{level}"]')).to_be_checked()


FORMS = pytest.mark.parametrize("form", [CASE, MEMBER, ACCOUNT], ids=["case", "member", "account"])


@FORMS
def test_signed_in_again_in_another_tab_the_first_tab_saves(form, typist, site) -> None:
    page = typist(form.who).at(form.path)
    type_into(page, form)
    end_session(page)
    sign_in(page.context.new_page(), site, form.who)

    send(page, form)

    # The server has read the form: what is wrong with it stands at its fields, and the text is still there.
    expect(page.locator(".field-errors, .invalid-feedback, .notice-error, .is-invalid").first).to_be_visible()
    expect_typed(page, form)


@FORMS
def test_signed_out_while_typing_the_text_comes_back_on_the_way_through_the_sign_in(form, typist) -> None:
    page = typist(form.who).at(form.path)
    type_into(page, form)
    end_session(page)

    send(page, form)
    expect(page.get_by_text("Nội dung đồng chí gõ chưa được lưu")).to_be_visible()
    sign_in_here(page, form.who)
    expect(page.get_by_text(form.text.splitlines()[0])).to_be_visible()
    page.get_by_role("button", name="Gửi lại").click()

    expect_typed(page, form)


@FORMS
def test_a_reload_the_back_key_and_a_closed_tab_bring_it_back(form, typist) -> None:
    person = typist(form.who)
    page = person.at(form.path)
    type_into(page, form)
    wait_until_kept(page)

    page.reload()
    expect_brought_back(page, form)
    page.get_by_role("link", name="Việc của tôi").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    page.go_back()
    expect_brought_back(page, form)
    second = page.context.new_page()
    page.close()
    second.goto(person.base_url + form.path)
    expect_brought_back(second, form)


@FORMS
def test_back_to_a_form_that_was_refused_brings_it_back(form, typist) -> None:
    page = typist(form.who).at(form.path)
    type_into(page, form)
    send(page, form)
    expect(page.locator(".error-summary")).to_be_visible()
    # A reload before the page's scripts have run sends the form again.
    stands(page)

    page.reload()
    expect_brought_back(page, form)
    page.get_by_role("link", name="Việc của tôi").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    page.go_back()

    expect_brought_back(page, form)


def test_taken_away_it_does_not_come_back(typist) -> None:
    page = typist(MEMBER.who).at(MEMBER.path)
    type_into(page, MEMBER)
    wait_until_kept(page)
    page.reload()

    page.get_by_role("button", name="Bỏ đi").click()

    expect(box(page, MEMBER)).to_have_value("")
    page.reload()
    expect(box(page, MEMBER)).to_have_value("")
    expect(page.get_by_text(BROUGHT_BACK)).to_have_count(0)


OFFERED = re.compile(r"chưa được lưu, và từ đó nội dung ở đây đã thay đổi")
SETTINGS = "/ratings/2024/settings/"


def save_settings(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Lưu thiết lập").click()


def test_what_was_refused_is_not_put_over_what_was_saved_since(typist) -> None:
    page = typist("khoi").at(SETTINGS)
    before = page.locator("[name=cap_minimum_group]").input_value()
    save_settings(page, cap_minimum_group="7", reason="")
    expect(page.locator(".error-summary")).to_be_visible()
    elsewhere = typist("khoi").at(SETTINGS)
    save_settings(elsewhere, cap_minimum_group="9", reason="Theo hướng dẫn mới")
    expect(elsewhere.get_by_text("Đã lưu thiết lập năm")).to_be_visible()

    page.goto(page.url)
    expect(page.get_by_text(OFFERED)).to_be_visible()
    expect(page.locator("[name=cap_minimum_group]")).to_have_value("9")
    page.get_by_role("button", name="Điền lại").click()
    expect(page.locator("[name=cap_minimum_group]")).to_have_value("7")
    expect(page.get_by_text(BROUGHT_BACK)).to_be_visible()
    page.reload()
    expect(page.locator("[name=cap_minimum_group]")).to_have_value("7")

    # It says upon which settings it was typed, and the portal looks once more.
    save_settings(page, reason="Vẫn giữ bảy")
    expect(page.get_by_text("Năm này đã thay đổi trong lúc đồng chí nhập")).to_be_visible()
    save_settings(page, cap_minimum_group=before)
    expect(page.get_by_text("Đã lưu thiết lập năm")).to_be_visible()


def test_without_a_script_the_text_comes_back_too(typist) -> None:
    page = typist(CASE.who, java_script_enabled=False).at(CASE.path)
    type_into(page, CASE)
    end_session(page)

    send(page, CASE)
    sign_in_here(page, CASE.who)
    page.get_by_role("button", name="Gửi lại").click()

    expect_typed(page, CASE)


def test_without_a_script_an_old_page_is_sent_again_after_a_sign_in_in_another_tab(typist, site) -> None:
    page = typist(CASE.who, java_script_enabled=False).at(CASE.path)
    type_into(page, CASE)
    end_session(page)
    sign_in(page.context.new_page(), site, CASE.who)

    send(page, CASE)
    page.get_by_role("button", name="Gửi lại").click()

    expect_typed(page, CASE)


def test_the_sheet_says_what_to_do_and_it_works(lay_a_sheet, typist, site) -> None:
    laid = lay_a_sheet(f"NT{'S' if site.startswith('https') else 'H'}", 3)
    page = typist(laid.clerks[0]).at(laid.path)
    end_session(page)
    name = laid.clerks[0][:-1]
    choose(page, f"{name} 01", "2")
    expect(page.locator("[data-status]")).to_contain_text("Phiên đăng nhập đã hết")

    # Reloaded through the sign-in, nothing of it is on the server, and all of it comes back.
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    sign_in_here(page, laid.clerks[0])
    expect(page.get_by_text(BROUGHT_BACK)).to_be_visible()
    expect_chosen(page, f"{name} 01", "2")

    # As the status said: signed in in another tab, saved here.
    end_session(page)
    choose(page, f"{name} 02", "4")
    sign_in(page.context.new_page(), site, laid.clerks[0])
    page.get_by_role("button", name="Lưu Ctrl Enter").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    expect_chosen(page, f"{name} 01", "2")
    expect_chosen(page, f"{name} 02", "4")
    page.reload()
    expect(page.get_by_text(BROUGHT_BACK)).to_have_count(0)

    # Saved in a second tab meanwhile, the first says so, and both rows are kept.
    second = page.context.new_page()
    second.goto(site + laid.path)
    choose(page, f"{name} 00", "3")
    choose(second, f"{name} 01", "4")
    second.get_by_role("button", name="Lưu Ctrl Enter").click()
    expect(second.get_by_text("Đã lưu lúc")).to_be_visible()
    page.get_by_role("button", name="Lưu Ctrl Enter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đồng chí đã lưu phiếu này ở một trang khác")
    page.get_by_role("button", name="Lưu bản đã ghép").click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    expect_chosen(page, f"{name} 00", "3")
    expect_chosen(page, f"{name} 01", "4")


@pytest.mark.parametrize("form", [CASE, MEMBER], ids=["case", "member"])
def test_two_tabs_of_one_form_keep_each_its_own(form, typist) -> None:
    person = typist(form.who)
    first = person.at(form.path)
    type_into(first, form)
    wait_until_kept(first)
    second = first.context.new_page()
    second.goto(person.base_url + form.path)
    expect(box(second, form)).to_have_value("")
    box(second, form).fill("Lê Văn Thẻ Hai")
    wait_until(lambda: drafts_in(second) == 2)

    first.reload()
    expect_typed(first, form)
    second.reload()
    expect(box(second, form)).to_have_value("Lê Văn Thẻ Hai")


def test_on_a_shared_machine_nobody_else_reads_or_is_offered_it(typist, site) -> None:
    page = typist(MEMBER.who).at(MEMBER.path)
    type_into(page, MEMBER)
    wait_until_kept(page)
    assert "Thử" not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    left_open = page.context.new_page()
    left_open.goto(site + MEMBER.path)
    box(left_open, MEMBER).fill("Của người trước")
    end_session(page)

    other = sign_in(page.context.new_page(), site, "danguy").at(MEMBER.path)

    expect(other.get_by_text(BROUGHT_BACK)).to_have_count(0)
    assert other.evaluate("Object.keys(localStorage).length") == 0
    send(left_open, MEMBER)
    expect(left_open.get_by_role("heading", level=1)).to_have_text("Trang này do người khác mở")
    left_open.go_back()
    expect(box(left_open, MEMBER)).to_be_visible()
    expect(box(left_open, MEMBER)).to_have_value("")


def choose_a_cell(page: Page) -> str:
    picker = page.locator(".picker", has=page.locator("[name=organization_for]"))
    picker.get_by_role("combobox").press_sequentially("chi bo")
    picker.get_by_role("option").first.click()
    return picker.locator("input[name=organization]").input_value()


def chosen_lately(page: Page) -> list[str]:
    return page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.startsWith('recent:')).map(([, kept]) => kept)"
    )


def test_signing_out_asks_first_and_then_leaves_nothing(typist) -> None:
    page = typist(MEMBER.who).at(MEMBER.path)
    page.evaluate("localStorage.setItem('picker /cases/pick-member/', '[\"DV001194\"]')")
    page.reload()
    assert page.evaluate("Object.keys(localStorage)") == []
    chosen = choose_a_cell(page)
    wait_until(lambda: chosen_lately(page))
    assert f'"{chosen}"' not in chosen_lately(page)[0]
    type_into(page, MEMBER)
    wait_until_kept(page)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    sign_out = "document.querySelector('form[action=\"/account/sign-out/\"]').requestSubmit()"
    page.evaluate(sign_out)
    assert "chưa lưu" in asked[0]
    expect_typed(page, MEMBER)

    page.once("dialog", lambda dialog: dialog.accept())
    page.evaluate(sign_out)

    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert MEMBER.text not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")


def test_a_line_that_breaks_while_sending_loses_nothing(typist) -> None:
    person = typist(MEMBER.who)
    page = person.at(MEMBER.path)
    type_into(page, MEMBER)
    page.context.set_offline(True)
    send(page, MEMBER)
    page.wait_for_url(re.compile("chrome-error"))

    page.context.set_offline(False)
    page.goto(person.base_url + MEMBER.path)

    expect_brought_back(page, MEMBER)


def test_where_the_browser_keeps_nothing_it_asks_before_leaving(
    base_url, at_machine: Callable[..., BrowserContext]
) -> None:
    context = at_machine()
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page = sign_in(context.new_page(), base_url, MEMBER.who).at(MEMBER.path)
    box(page, MEMBER).press_sequentially("An")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_role("link", name="Việc của tôi").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    assert asked == ["beforeunload"]


def slow(page: Page) -> None:
    """A line of an upland district: half a second each way."""
    line = {"offline": False, "latency": 500, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)


def test_saved_over_a_slow_line_the_form_is_clean_after_back(typist, site) -> None:
    page = typist(ACCOUNT.who).at(ACCOUNT.path)
    name = f"cham.{'tls' if site.startswith('https') else 'http'}"
    slow(page)
    page.locator("[name=username]").fill(name)
    page.locator("[name=full_name]").fill("Trần Văn Chậm")
    page.locator("main form button.btn-primary").dblclick(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trần Văn Chậm")

    page.go_back()

    expect(page.locator("[name=username]")).to_have_value("")
    expect(page.get_by_text(BROUGHT_BACK)).to_have_count(0)

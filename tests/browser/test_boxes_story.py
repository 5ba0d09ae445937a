"""Boxes that a browser draws in its own way: for a password, and for a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from demo.accounts import CELL
from tests.browser.people import Person

SIGN_IN = "/account/sign-in/"


def test_a_password_is_shown_and_hidden_and_sent_hidden(new_context: Callable[..., BrowserContext], base_url) -> None:
    page = new_context().new_page()
    page.goto(base_url + SIGN_IN)
    password = page.locator("[name=password]")
    password.fill("sai mật khẩu")

    show = page.get_by_role("button", name="Hiện mật khẩu", pressed=False)
    show.press("Enter")

    expect(password).to_have_attribute("type", "text")
    expect(page.get_by_role("button", name="Hiện mật khẩu", pressed=True)).to_be_focused()

    # A wrong one: hidden again, the focus in its box
    page.get_by_label("Tên đăng nhập").fill("khong.co")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Tên đăng nhập hoặc mật khẩu không đúng")).to_be_visible()
    expect(password).to_have_attribute("type", "password")
    expect(password).to_be_focused()


def test_each_of_several_boxes_has_its_button_and_keeps_its_sentence(person: Callable[..., Person], watch) -> None:
    page = person(CELL).at("/account/password/")
    boxes = page.locator('input[type="password"]').count()
    assert boxes == 3
    names = [button.inner_text() for button in page.locator("[aria-pressed]").all()]
    assert len(set(names)) == boxes

    # Shown, they are still nothing that a draft keeps
    for button in page.locator("[aria-pressed]").all():
        button.click()
    page.locator("[name=old_password]").fill("bí mật của tôi")
    assert page.evaluate("typedFields.takesText(document.querySelector('main form'))") is False
    assert page.evaluate("typedFields.read(document.querySelector('main form'), true)") is None

    page.get_by_role("button", name="Đổi mật khẩu").click()

    expect(page.locator(".password-line ~ .field-errors").first).to_be_visible()
    watch.errors.clear()


def test_without_a_script_a_box_for_a_password_has_no_button(new_context, base_url) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(base_url + SIGN_IN)
    expect(page.locator("main form button")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_box_for_a_file_speaks_the_language_of_the_page(person, tmp_path: Path, scripts) -> None:
    page = person(CELL, java_script_enabled=scripts).at("/ratings/2024/?state=draft")
    # Asked for long before: the browser is not told in the moment in which the key comes.
    page.on("filechooser", lambda _chooser: None)
    page.locator(".list-rows th a").first.click()
    page.goto(f"{page.url.split('?')[0]}workbook/")
    file = page.get_by_label("Bảng tính (.xlsx)")
    path = tmp_path / "bang-tinh.xlsx"
    path.write_bytes(b"")

    # Before: our words, and none of the browser's
    expect(page.get_by_text("Chọn tệp", exact=True)).to_be_visible()
    expect(page.get_by_text("Chưa chọn tệp nào")).to_be_visible()
    assert page.locator(".file-choice").aria_snapshot().count("Bảng tính (.xlsx)") == 1
    colours = "[...[null, '::file-selector-button']].map(part => getComputedStyle(box, part).color)"
    assert file.evaluate(f"box => {colours}") == ["rgba(0, 0, 0, 0)"] * 2

    # By the keyboard, as the browser's own
    file.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(path)

    # After: the name of the file, in ink
    expect(page.get_by_text("Chưa chọn tệp nào")).to_be_hidden()
    assert file.evaluate("box => getComputedStyle(box).color") != "rgba(0, 0, 0, 0)"

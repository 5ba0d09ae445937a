"""Persons of the demo data at their browsers."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from demo.accounts import PASSWORD


@dataclass(frozen=True)
class Person:
    """`at` opens a path of the portal in this person's own browser."""

    page: Page
    base_url: str

    def at(self, path: str) -> Page:
        self.page.goto(self.base_url + path)
        return self.page


def stands(page: Page) -> Page:
    """Waits for styles and scripts: after a click, what is measured or pressed sooner meets a page not yet made."""
    page.wait_for_load_state()
    return page


def sign_in(page: Page, base_url: str, username: str) -> Person:
    page.goto(f"{base_url}/account/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_title(re.compile("^Việc của tôi"))
    return Person(page, base_url)

"""From an empty database to the steps, signed in: wide, on a phone, and without scripts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MILLISECONDS, Watch
from tests.portal.setup.typed import ALL, PASSWORD
from tests.servers import Portal, start_portal

LOOKS = {
    "wide": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "without scripts": {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False},
}


@pytest.fixture
def empty_portal() -> Iterator[Portal]:
    with start_portal(demo=False) as portal:
        yield portal


def _typed_from_the_log(portal: Portal) -> str:
    [code] = set(re.findall(r"one-time code (\S+)", (portal.folder / "web.log").read_text()))
    return code


def _fits(page: Page) -> None:
    size = page.viewport_size
    assert size is not None
    assert page.locator("html").bounding_box()["width"] <= size["width"]
    assert page.locator("main").bounding_box()["width"] <= size["width"]


@pytest.mark.parametrize("look", LOOKS)
def test_from_an_empty_database_to_the_steps(browser: Browser, empty_portal: Portal, look: str):
    page = browser.new_context(locale="vi-VN", **LOOKS[look]).new_page()
    page.set_default_timeout(MILLISECONDS)
    watch = Watch(host=urlsplit(empty_portal.base_url).netloc)
    watch.follow(page)

    page.goto(f"{empty_portal.base_url}/members/")
    page.get_by_label("Mã một lần").fill(_typed_from_the_log(empty_portal))
    _fits(page)
    page.get_by_role("button", name="Tiếp tục").click()
    for name, value in ALL.items():
        if name != "kind":
            page.locator(f"#id_{name}").fill(value)
    page.get_by_label("Kiêm việc nhập tổ chức").first.check()
    _fits(page)
    page.get_by_role("button", name="Thiết lập cổng").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Thiết lập cổng: xong \d trong 6 bước"))
    expect(page.locator("main .btn-primary")).to_have_count(1)
    _fits(page)
    page.goto(empty_portal.base_url)
    expect(page).to_have_title(re.compile("^Việc của tôi"))
    expect(page.get_by_role("heading", name=re.compile("Thiết lập cổng"))).to_be_visible()
    assert not watch.errors
    assert not watch.strangers
    assert PASSWORD not in (empty_portal.folder / "web.log").read_text()

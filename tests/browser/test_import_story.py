"""An office begins: lists with errors, the marked file mended and sent again, written, and one of them taken back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import planted
from tests.browser.conftest import MILLISECONDS, Watch
from tests.browser.planted import Planted
from tests.faults.offices import BOOTSTRAP, PASSWORD
from tests.servers import Portal, manage, start_portal

LOOKS = {
    "wide, by keyboard": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "without scripts": {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False},
}


@pytest.fixture
def empty_portal() -> Iterator[Portal]:
    with start_portal(demo=False) as portal:
        manage({**portal.env, "BOOTSTRAP_PASSWORDS": f"minh:{PASSWORD}"}, *BOOTSTRAP)
        yield portal


def press(button: Locator) -> None:
    """As somebody does who has no mouse."""
    button.focus()
    button.press("Enter")


def fits(page: Page) -> None:
    size = page.viewport_size
    assert size is not None
    assert page.locator("main").bounding_box()["width"] <= size["width"]
    assert page.locator("html").bounding_box()["width"] <= size["width"]


class Office:
    def __init__(self, page: Page, folder: Path, act: Callable[[Locator], None]):
        self.page, self.folder, self.act = page, folder, act

    def begin(self, base_url: str) -> None:
        self.page.goto(f"{base_url}/account/sign-in/")
        self.page.get_by_label("Tên đăng nhập").fill("minh")
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.act(self.page.get_by_role("button", name="Đăng nhập"))
        expect(self.page).to_have_title(re.compile("^Việc của tôi"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=re.compile(name))

    def send(self, kind: str, name: str, content: bytes) -> None:
        self.page.goto(f"{self.page.url.split('/', 3)[0]}//{urlsplit(self.page.url).netloc}/imports/new/{kind}/")
        fits(self.page)
        file = self.folder / name
        file.write_bytes(content)
        self.page.locator("#id_file").set_input_files(file)
        self.act(self.button("Xem trước tệp"))
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("dòng nhập được")
        fits(self.page)

    def marked(self) -> bytes:
        with self.page.expect_download() as begun:
            self.act(self.button("Tải tệp đã đánh dấu lỗi"))
        return Path(begun.value.path()).read_bytes()

    def bring_in(self, kind: str, office: Planted) -> None:
        """With all that is wrong, then mended."""
        rows = len(office.right)
        self.send(kind, "danh-sach.xlsx", office.workbook())
        told = {code.inner_text() for code in self.page.locator("main table code").all()}
        assert told >= set(office.wrong), f"not told: {set(office.wrong) - told}"
        marked = self.marked()
        self.send(kind, "danh-sach-da-sua.xlsx", office.mended(marked))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"{rows} trong {rows} dòng nhập được")
        self.act(self.button(f"Ghi {rows} dòng"))
        expect(self.page.get_by_role("heading", level=1)).to_have_text(f"Đã ghi {rows} dòng")
        fits(self.page)


@pytest.mark.parametrize("look", LOOKS)
def test_two_lists_with_twenty_errors_are_mended_written_and_one_taken_back(
    browser: Browser, empty_portal: Portal, tmp_path: Path, look: str
):
    assert len(planted.organizations().wrong) + len(planted.members().wrong) == 20
    page = browser.new_context(locale="vi-VN", accept_downloads=True, **LOOKS[look]).new_page()
    page.set_default_timeout(MILLISECONDS)
    watch = Watch(host=urlsplit(empty_portal.base_url).netloc)
    watch.follow(page)
    office = Office(page, tmp_path, press if "keyboard" in look else Locator.click)
    office.begin(empty_portal.base_url)

    office.bring_in("organizations", planted.organizations())
    page.goto(f"{empty_portal.base_url}/organizations/?view=all")
    expect(page.locator("main")).to_contain_text("Chi bộ Phòng 1.1")

    office.bring_in("members", planted.members())
    written = page.url
    page.goto(f"{empty_portal.base_url}/members/?view=all")
    expect(page.locator("main")).to_contain_text("Nguyễn Thị Hạnh")

    page.goto(written)
    expect(office.button("Hoàn tác [0-9]")).to_be_hidden()
    office.act(page.get_by_text("Hoàn tác…", exact=True))
    office.act(office.button(f"Hoàn tác {len(planted.members().right)} dòng"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã hoàn tác lần nhập này")
    fits(page)
    page.goto(f"{empty_portal.base_url}/members/?view=all")
    expect(page.locator("main")).not_to_contain_text("Nguyễn Thị Hạnh")
    assert not watch.errors
    assert not watch.strangers

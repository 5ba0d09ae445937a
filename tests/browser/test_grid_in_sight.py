"""The grid of a sheet is what the page is for: in sight on a small laptop, in large letters, and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import Person
from tests.servers import Portal

LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
MOVED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) moved += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""
ROWS_IN_SIGHT = """() => {
  const bar = document.querySelector(".foot-bar");
  const end = getComputedStyle(bar).position === "sticky" ? innerHeight - bar.offsetHeight : innerHeight;
  const rows = [...document.querySelectorAll("tr[data-row]")];
  rows[0].scrollIntoView({ block: "start", behavior: "instant" });
  return rows.filter((row) => row.getBoundingClientRect().bottom <= end + 1).length;
}"""
WHOLE_ROWS = """() => {
  const bar = document.querySelector(".foot-bar");
  const end = bar && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().top : innerHeight;
  scrollTo({ top: 0, behavior: "instant" });
  return [...document.querySelectorAll("tr[data-row], .list-rows > tr")]
    .filter((row) => row.getBoundingClientRect().bottom <= end + 1).length;
}"""
BEYOND = "scrolled => scrolled.map(one => one.scrollWidth - one.clientWidth)"
CUT = """each => each
  .filter(one => one.getBoundingClientRect().width > one.parentElement.getBoundingClientRect().width + 0.5)
  .map(one => one.textContent.trim())"""


def a_sheet(person: Callable[..., Person], viewport: dict[str, int]) -> Page:
    page = person("chibo", viewport=viewport).page
    page.get_by_role("link", name="Nhập tiếp").first.click()
    page.wait_for_load_state("networkidle")
    return page


def enlarge(page: Page, letters: int) -> None:
    sizes = {"standard": letters, "fixed": 13 * letters // 16}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.reload(wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letters}px"


@pytest.mark.parametrize("letters", [16, 20, 24])
def test_five_rows_stand_above_the_bar_in_large_letters(person, letters: int) -> None:
    page = a_sheet(person, LAPTOP)
    enlarge(page, letters)
    assert page.evaluate(WHOLE_ROWS) >= 1
    assert page.evaluate(ROWS_IN_SIGHT) >= 5
    bar = page.locator(".foot-bar")
    is_low = bar.evaluate("bar => bar.offsetHeight <= innerHeight / 4")
    assert is_low or bar.evaluate("bar => getComputedStyle(bar).position") == "static"


@pytest.mark.parametrize(("viewport", "letters"), [(LAPTOP, 24), (PHONE, 16)], ids=["1366 at 150%", "390"])
def test_lists_begin_in_the_first_screen_and_nothing_is_cut(person, viewport, letters: int) -> None:
    office = person("khoi", viewport=viewport)
    enlarge(office.page, letters)
    for path in ("/members/", "/organizations/", "/ratings/2024/"):
        page = office.at(path)
        assert page.evaluate(WHOLE_ROWS) >= 2, path
        assert not any(page.locator(".table-scroll").evaluate_all(BEYOND)), path
        assert page.get_by_text("Trình đơn", exact=True).is_visible()


@pytest.mark.parametrize("viewport", [LAPTOP, {"width": 1440, "height": 900}, PHONE], ids=["1366", "1440", "390"])
def test_no_level_is_cut_and_nothing_moves(person, viewport) -> None:
    page = a_sheet(person, viewport)
    assert page.evaluate(MOVED) < 0.01
    assert page.locator("tr[data-row] .level-short").evaluate_all(CUT) == []


def test_on_a_phone_the_first_member_stands_in_the_first_screen(person) -> None:
    page = a_sheet(person, PHONE)
    first = page.locator("tr[data-row]").first
    assert first.bounding_box()["y"] < PHONE["height"]
    votes = first.locator(".ballot input")
    assert votes.count() == 2
    assert all(box.bounding_box()["width"] >= 52 for box in votes.all())
    assert page.locator(".crumbs").bounding_box()["height"] < 40
    assert page.locator(".steps").bounding_box()["height"] < 40


RETURNED = """
from ratings.models import Sheet
reason = "Đề nghị chi bộ xem lại: " + ", ".join(f"Nguyễn Văn {code} {{number:02}}" for number in range(8))
Sheet.objects.filter(organization={cell}).update(state="returned", return_reason=reason + ". Bổ sung biên bản họp.")
"""


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_a_phone_a_returned_sheet_has_the_first_members_levels_above_the_bar(
    lay_a_sheet, portal_site: Portal, person, script: bool
) -> None:
    # Given a sheet that came back with a long reason that names eight members
    code = "RT" if script else "RN"
    laid = lay_a_sheet(code, 8)
    portal_site.manage("shell", "-v", "0", "-c", RETURNED.format(code=code, cell=laid.path.split("/")[3]))

    # When its clerk opens it on a phone
    page = person(laid.clerks[0], viewport=PHONE, java_script_enabled=script).at(laid.path)

    # Then the levels of the first member can be chosen at once, and the rest of the reason is one tap away
    levels, bar = page.locator("tr[data-row] .levels").first, page.locator(".foot-bar")
    assert bottom_of(levels) <= bar.bounding_box()["y"]
    reason = page.locator(".return-reason")
    named = reason.get_by_role("link", name=f"Nguyễn Văn {code} 07")
    expect(named).to_be_hidden()
    folded = bottom_of(reason)
    reason.get_by_text("Xem tiếp").click()
    expect(named).to_be_visible()
    assert bottom_of(reason) > folded + 100


def test_on_a_wide_screen_the_whole_reason_stands_there(lay_a_sheet, portal_site: Portal, person) -> None:
    laid = lay_a_sheet("RW", 8)
    portal_site.manage("shell", "-v", "0", "-c", RETURNED.format(code="RW", cell=laid.path.split("/")[3]))
    page = person(laid.clerks[0], viewport=LAPTOP).at(laid.path)
    expect(page.get_by_role("link", name="Nguyễn Văn RW 07")).to_be_visible()
    expect(page.get_by_text("Xem tiếp")).to_be_hidden()


def bottom_of(part: Locator) -> float:
    box = part.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("path", ["/terms/2020-2025/", "/members/"])
def test_on_paper_a_list_is_a_table_with_whole_rows(person, path: str) -> None:
    page = person("khoi", viewport={"width": 703, "height": 994}).at(path)
    page.emulate_media(media="print")
    row = page.locator("main tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert row.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
    assert "In ngày" in page.locator(".printed").inner_text()

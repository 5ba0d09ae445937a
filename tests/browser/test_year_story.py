"""The main job, end to end: a cell enters, the committee returns and approves, the leaders see and print it."""

import re
import subprocess
from collections.abc import Callable

from playwright.sync_api import Page, expect

from scripts.programs import program
from tests.browser.people import Person, stands
from tests.waiting import WATCHDOG_SECONDS

YEAR_FIGURE = "/terms/2020-2025/member_rated_good_up/2024/"


def open_my_sheet(clerk: Person) -> Page:
    page = clerk.at("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("Chi bộ")).first.click()
    expect(page.locator("form#sheet")).to_be_visible()
    return stands(page)


def rows(page: Page):
    return page.locator("form#sheet [data-row]")


def fill_by_keys(page: Page, levels: str) -> None:
    """Type one level after the other: each key sets the row's level and goes to the next row."""
    rows(page).first.locator("input[type=radio]").first.focus()
    for level in levels:
        page.keyboard.press(level)


def save(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Lưu, xem lại và trình").click()
    card = page.locator("#submit")
    for asked in card.get_by_role("textbox").all():
        asked.fill("Đã họp chi bộ, biên bản kèm theo")
    card.get_by_role("button").click()


def decide(page: Page, deed: str, **values: str) -> None:
    card = page.locator(f"#{deed}")
    for name, value in values.items():
        card.locator(f"[name={deed}-{name}]").fill(value)
    card.get_by_role("button").last.click()


def figure_on_dashboard(leader: Person) -> str:
    page = leader.at("/terms/2020-2025/")
    return page.locator(f'a[href="{YEAR_FIGURE}"]').first.inner_text()


def test_from_the_cells_grid_to_the_leaders_report(person: Callable[[str], Person], tmp_path) -> None:
    # Given a cell whose year is half entered, and a leader who reads the figure of the year
    clerk, committee, leader = person("chibo"), person("danguy"), person("thuongtruc")
    before = figure_on_dashboard(leader)
    page = open_my_sheet(clerk)
    sheet_path = page.url.removeprefix(clerk.base_url)
    members = rows(page).count() - 1

    # When the clerk rates everybody by keys, the cell itself too, and submits
    fill_by_keys(page, "3" * members + "3")
    save(page)
    submit(page)
    expect(page.get_by_text("Đã trình. Phiếu chờ cấp ủy cấp trên duyệt.")).to_be_visible()

    # And the committee above returns it with a reason
    page = committee.at(f"{sheet_path}review/")
    decide(page, "return", reason="Mười hai đồng chí đầu danh sách: đề nghị xem lại mức xếp loại")
    expect(page.get_by_text("Đã trả lại.").first).to_be_visible()

    # Then the clerk finds it at home with the reason, corrects and submits again
    expect(clerk.at("/").get_by_text("đề nghị xem lại mức xếp loại").first).to_be_visible()
    page = open_my_sheet(clerk)
    expect(page.get_by_text("đề nghị xem lại mức xếp loại").first).to_be_visible()
    fill_by_keys(page, "2" * 12)
    save(page)
    submit(page)

    # And the committee approves it
    page = committee.at(f"{sheet_path}review/")
    decide(page, "approve", decision_number="12-QĐ/ĐU", decided_on="hôm nay")
    expect(page.get_by_text("Đã duyệt. Phiếu được tính vào số liệu của năm.")).to_be_visible()

    # Then the dashboard has moved, and the sheet's members stand behind its figure
    assert figure_on_dashboard(leader) != before

    # When the leader asks for the report and watches it
    page = leader.at("/terms/2020-2025/")
    page.get_by_role("button", name="Lập báo cáo nhiệm kỳ").click()
    page.get_by_role("button", name="Chốt nhiệm kỳ và lập báo cáo").click()
    expect(page.get_by_role("status").filter(has_text="hoàn thành lúc").first).to_be_visible(
        timeout=WATCHDOG_SECONDS * 1000
    )

    # Then it can be taken home, and says what the dashboard says
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải tệp PDF").click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    text = subprocess.run(
        [program("pdftotext"), "-layout", target, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert target.name.startswith("bao-cao-nhiem-ky-2020-2025")
    assert "793" in text
    assert figure_on_dashboard(leader) in text

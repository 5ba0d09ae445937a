"""A question that the office adds is answered by cells and summed for a sector, without a release."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.people import Person, stands
from tests.browser.test_year_story import open_my_sheet, save

WORDING = "Buổi sinh hoạt chi bộ có khách mời cấp trên"


def answer(clerk: Person, number: str) -> None:
    page = open_my_sheet(clerk)
    page.get_by_label(WORDING).fill(number)
    save(page)


def figure(page: Page) -> Page:
    page.get_by_role("row").filter(has_text=WORDING).get_by_role("link").nth(4).click()
    return stands(page)


def sums_by_sector(page: Page) -> list[str]:
    """What is counted below the list of each sector; empty where nothing is."""
    address = page.url
    values = page.locator("select[name=sector] option").evaluate_all("all => all.map(each => each.value)")
    found = []
    for value in filter(None, values):
        page.goto(f"{address}?sector={value}")
        foot = page.locator("tfoot td")
        found.append(foot.first.inner_text() if foot.count() else "")
    return found


def test_a_question_added_by_the_office_is_summed_for_a_sector(person: Callable[[str], Person]):
    # Given an office that opens its catalogue
    office, clerk, alone, leader = person("khoi"), person("chibo"), person("chibocoso"), person("thuongtruc")
    page = office.at("/ratings/questions/")

    # When it adds a question of all cells
    page.get_by_role("link", name="Thêm câu hỏi").click()
    page.get_by_label("Câu hỏi", exact=True).fill(WORDING)
    page.get_by_label("Đơn vị tính").fill("buổi")
    page.get_by_label("Chương của báo cáo").select_option(label="Công tác tổ chức, cán bộ và đảng viên")
    page.get_by_label("Đối tượng trả lời").select_option(label="Tất cả chi bộ")
    page.get_by_label("Từ năm").fill("2024")
    page.get_by_role("button", name="Lưu câu hỏi").click()
    expect(page.get_by_role("link", name=WORDING)).to_be_visible()

    # And two cells of one sector answer it on their sheets
    answer(clerk, "7")
    answer(alone, "4")

    # Then the dashboard holds the sum, with the records behind it
    page = leader.at("/terms/2020-2025/")
    row = page.get_by_role("row").filter(has_text=WORDING)
    expect(row).to_contain_text("11")
    figure(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORDING)
    expect(page.get_by_role("table").first).to_contain_text("7")

    # And narrowed to sectors, it is that of theirs, and nothing of any other
    sums = sums_by_sector(page)
    assert sorted(sums) == ["", "", "", "", "", "11"]

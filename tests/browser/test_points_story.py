"""A collective, a leader and a pensioner rated by points (QĐ 366), from entry to the decision and the printed forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from ratings.models import Sheet
from ratings.sheets.entry import OWN, key_of
from tests import factories
from tests import world as small_world
from tests.browser.inside import at_home
from tests.ratings import sheets

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("beside_the_browser", "all_answered")]
YEAR = 2025


@dataclass(frozen=True)
class Points:
    """As typed and as written; the form and the level that follow."""

    common: str
    results: str
    total: str
    level: str
    form: str

    @property
    def words(self) -> str:
        return f"{self.common} + {self.results} = {self.total}"

    @property
    def printed(self) -> list[str]:
        return [f"Mẫu {self.form}-", f"{self.common}/30", f"{self.results}/70", f"{self.total}/100"]


COLLECTIVE = Points("27,5", "55", "82,5", "3", "01")
LEADER = Points("29", "66,25", "95,25", "4", "2A")
PENSIONER = Points("20", "24", "44", "1", "2C")


class Story:
    """The rows of a cell by their keys, and the pages of its clerk and of the committee above."""

    def __init__(self, live_server: LiveServer, context: Callable[[], BrowserContext]):
        world = small_world.build()
        world.members["own"].position = "Bí thư chi bộ"
        world.members["own"].save()
        pensioner = factories.member_of(world.own_cell, full_name="Hoàng Thị Nghỉ", position="Cán bộ hưu trí")
        sheets.open_year(world, YEAR, rule_set="qd366")
        self.sheet = sheets.sheet_of(world.own_cell, YEAR)
        self.rows = {OWN: COLLECTIVE, key_of(world.members["own"].pk): LEADER, key_of(pensioner.pk): PENSIONER}
        self.url = live_server.url + self.sheet.get_absolute_url()
        self.clerk = at_home(context(), world.users["clerk"], live_server.url)
        self.committee = at_home(context(), world.users["committee"], live_server.url)

    def key(self, points: Points) -> str:
        return next(key for key, value in self.rows.items() if value is points)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def story(live_server: LiveServer, at_machine: Callable[..., BrowserContext], script: bool) -> Story:
    return Story(live_server, lambda: at_machine(java_script_enabled=script))


def level(page: Page, key: str, value: str) -> Locator:
    return page.locator(f'[name="{key}-level"][value="{value}"]')


def enter_points(page: Page, rows: dict[str, Points]) -> None:
    for key, points in rows.items():
        page.locator(f'[name="{key}-points_common"]').fill(points.common)
        page.locator(f'[name="{key}-points_results"]').fill(points.results)


def save(page: Page) -> None:
    page.locator('.btn[name=then][value=""]').click()
    expect(page.get_by_text("Đã lưu lúc").first).to_be_visible()


def open_grounds(page: Page, key: str, group: str) -> None:
    page.locator(f'[data-row="{key}"] .grounds-link').click()
    expect(page.locator(f'[name="{key}-title_group"]')).to_have_value(group)


def submit(page: Page) -> None:
    page.get_by_role("button", name="Lưu, xem lại và trình").click()
    explanation = page.locator("#submit").get_by_role("textbox")
    explanation.fill("Chi bộ đã họp và thống nhất.")
    page.locator("#submit button").click()
    expect(page.get_by_text("Đã trình").first).to_be_visible()


def approve(page: Page) -> None:
    page.locator("[name=approve-decision_number]").fill("12-QĐ/ĐU")
    page.locator("[name=approve-decided_on]").fill("hôm nay")
    page.locator("#approve button").last.click()
    expect(page.get_by_text("Đã duyệt. Phiếu được tính vào số liệu của năm.")).to_be_visible()


def test_by_points_from_entry_to_the_printed_forms(story: Story, script: bool) -> None:
    # Given a cell with a secretary and a pensioner, in a year under the rules of 2025
    page, leader, pensioner = story.clerk, story.key(LEADER), story.key(PENSIONER)
    page.goto(story.url)

    # When the clerk writes nothing but points, for the members and the cell itself
    enter_points(page, story.rows)

    # Then the levels follow: at once with a script, and with the next save without one
    if script:
        for key, points in story.rows.items():
            expect(level(page, key, points.level)).to_be_checked()
            expect(page.locator(f'[data-row="{key}"] [data-sum]')).to_have_text(points.total)
    save(page)
    for key, points in story.rows.items():
        expect(level(page, key, points.level)).to_be_checked()

    # And the pages of grounds know the secretary and the pensioner by their positions, and ask for the rest
    open_grounds(page, leader, "leader")
    for name, number in {"given": "10", "done": "10", "late": "1", "above": "6"}.items():
        page.locator(f'[name="{leader}-tasks_{name}"]').fill(number)
    save(page)
    open_grounds(page, pensioner, "outside")
    page.locator(f'[name="{pensioner}-cause"]').select_option("points")
    save(page)
    submit(page)

    # Then the brief of the committee above names who is excellent and who not, by points and grounds
    page = story.committee
    page.goto(f"{story.url}review/")
    expect(page.locator("#grounds")).to_contain_text(COLLECTIVE.words)
    for place, shown, grounds in (("l4", LEADER, "10/10"), ("l1", PENSIONER, "Dưới 50 điểm")):
        expect(page.locator(f"#proposed-{place}")).to_contain_text(shown.words)
        expect(page.locator(f"#proposed-{place}")).to_contain_text(grounds)

    # When it approves
    approve(page)

    # Then the printed forms show the same points, each on the form of its kind
    for name, shown in (("members", LEADER), ("members", PENSIONER), ("collective", COLLECTIVE)):
        page.goto(f"{story.url}forms/{name}/")
        form = page.locator(".form-page", has_text=shown.printed[0])
        for words in shown.printed:
            expect(form).to_contain_text(words)

    # And the decision froze what follows from them
    tallies = dict(Sheet.objects.get(pk=story.sheet.pk).tallies.values_list("measure", "value"))
    assert tallies == {"members_excellent": 1, "members_not_completed": 1, "cells_good": 1}


@pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
def test_points_are_typed_row_by_row_and_what_is_too_much_is_said_at_once(story: Story, script: bool) -> None:
    # Given the sheet, and the first box of points
    page = story.clerk
    page.goto(story.url)
    boxes = page.locator("[data-points] input")
    boxes.first.focus()

    # When the clerk types both parts of each row, Enter after each
    for _row in story.rows:
        for part in ("28", "61,5"):
            page.keyboard.type(part)
            page.keyboard.press("Enter")

    # Then they stand in their rows, and the button to go on has the focus
    assert [box.input_value() for box in boxes.all()] == ["28", "61,5"] * len(story.rows)
    assert "Lưu, xem lại và trình" in page.evaluate("document.activeElement.textContent")

    # And when more than there is is typed over them, it is said at the box before anything is sent
    boxes.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("71")
    page.keyboard.press("Enter")
    error = page.locator(f"[id='{boxes.nth(1).get_attribute('name')}-error']")
    expect(error).to_have_text("Từ 0 đến 70, tối đa hai chữ số thập phân.")
    assert boxes.nth(1).input_value() == "71"

    # Until it is right again
    boxes.nth(1).fill("69")
    expect(error).to_be_hidden()

    # And nothing typed is left behind
    save(page)

"""What people compare and fill stays whole on a laptop: no column hides behind a scroll bar."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.people import Person

SMALL = {"width": 1024, "height": 768}


def hidden_width(page: Page, table: str) -> int:
    """Of the widest such table."""
    found = page.locator(table).evaluate_all("tables => tables.map(each => each.scrollWidth - each.clientWidth)")
    return max(found)


@pytest.mark.parametrize("width", [1024, 1280, 1341, 1366, 1440])
def test_the_grid_of_a_sheet_is_whole(person: Callable[..., Person], width: int) -> None:
    page = person("chibo", viewport={"width": width, "height": 768}).page
    page.get_by_role("link", name="Nhập tiếp").first.click()
    assert hidden_width(page, "#sheet .table-scroll") == 0


@pytest.mark.parametrize("term", ["2015-2020", "2020-2025"])
def test_the_verdicts_of_a_term_are_in_sight(person: Callable[..., Person], term: str) -> None:
    page = person("khoi", viewport=SMALL).at(f"/terms/{term}/")
    assert hidden_width(page, ".term-board .table-scroll") == 0

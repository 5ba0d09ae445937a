"""What people compare and fill stays whole on a laptop of 1024 px: no column hides behind a scroll bar."""

from collections.abc import Callable

import pytest

from tests.browser.people import Person

HIDDEN = "tables => tables.map(table => table.scrollWidth - table.clientWidth).filter(hidden => hidden > 0)"


@pytest.mark.parametrize(
    ("username", "link", "table"),
    [("chibo", "Nhập tiếp", "#sheet .table-scroll"), ("khoi", "Chỉ tiêu nhiệm kỳ", ".term-board .table-scroll")],
)
def test_no_column_is_hidden(person: Callable[..., Person], username: str, link: str, table: str) -> None:
    page = person(username, viewport={"width": 1024, "height": 768}).page

    page.get_by_role("link", name=link).first.click()

    assert page.locator(table).count() == 1
    assert page.locator(table).evaluate_all(HIDDEN) == []

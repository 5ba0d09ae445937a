"""A committee fills all its cells on one page, by keyboard, while a clerk works in one of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.servers import Portal
from tests.waiting import wait_until

# A committee with two cells of three members, its secretary and the clerk of its second cell.
LAY_A_COMMITTEE = """
from organizations.models import Organization
from demo.accounts import PASSWORD
from ratings.models import RatingYear, Sheet
from tests.factories import AssignmentFactory, UserFactory, cell, committee, member_of
bloc = Organization.objects.get(kind="bloc", closed_on=None)
year = RatingYear.objects.get(year=2024)
above = committee(bloc, code="BC", name="Đảng bộ Bảng Chung")
cells = [cell(above, code=f"BC{number}", name=f"Chi bộ Bảng Chung {number}") for number in (1, 2)]
for place in cells:
    for number in range(3):
        member_of(place, code=f"{place.code}-{number}", full_name=f"Nguyễn Văn {place.code} {number}")
for place in (above, *cells):
    Sheet.objects.create(rating_year=year, organization=place)
for username, role, place in (("bc-secretary", "committee", above), ("bc-clerk", "clerk", cells[1])):
    user = UserFactory(username=username, full_name=f"Người nhập {username}")
    user.set_password(PASSWORD)
    user.save()
    AssignmentFactory(user=user, role=role, organization=place)
print("laid", above.pk, cells[1].pk)
"""


@pytest.fixture(scope="module")
def laid(portal_site: Portal) -> tuple[str, str]:
    printed = portal_site.manage("shell", "-v", "0", "-c", LAY_A_COMMITTEE).split("laid ")[1].split()
    return f"/ratings/2024/{printed[0]}/members/", f"/ratings/2024/{printed[1]}/"


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def level(page: Page, name: str) -> str | None:
    return page.locator("[data-row]", has_text=name).locator("input[type=radio]:checked").get_attribute("value")


def test_all_cells_are_filled_on_one_page_while_a_clerk_works_in_one(laid, person: Callable, watch) -> None:
    # Given the secretary with all cells, and the clerk with one of them, before them
    grid, sheet = laid
    secretary, clerk = person("bc-secretary").at(grid), person("bc-clerk").at(sheet)

    # When the secretary types through both cells without the mouse
    press(secretary, "433333")

    # Then each cell says how far it is, and the cap of the whole organisation follows
    expect(secretary.locator("[data-cell]").first).to_contain_text("Đã nhập 3 / 3")
    expect(secretary.locator("[data-cell]").last).to_contain_text("Đã nhập 3 / 3")
    expect(secretary.locator(".cap-line")).to_contain_text("1 / 1")

    # When the clerk saves another level in the second cell before the secretary saves
    press(clerk, "2")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.get_by_text("Đã lưu lúc")).to_be_visible()
    secretary.keyboard.press("Control+Enter")

    # Then nothing is saved, the cell is named, and what the secretary typed is still there
    expect(secretary.get_by_text("Có chi bộ vừa thay đổi")).to_be_visible()
    expect(secretary.locator("[data-cell]").last).to_contain_text("Người nhập bc-clerk")
    assert [level(secretary, f"BC2 {number}") for number in range(3)] == ["3", "3", "3"]
    watch.errors.clear()  # the browser writes the answer 409 to its console

    # When the secretary saves again
    secretary.get_by_role("button", name="Lưu Ctrl Enter").click()

    # Then both cells are saved at once
    expect(secretary.get_by_text("Đã lưu lúc")).to_contain_text("Chi bộ Bảng Chung 1, Chi bộ Bảng Chung 2")
    assert [level(secretary, f"BC{cell} 0") for cell in (1, 2)] == ["4", "3"]


def test_what_is_typed_into_all_cells_comes_back_after_a_reload(laid, person: Callable) -> None:
    # Given the secretary, who has typed two levels and not saved
    page = person("bc-secretary").at(laid[0])
    page.on("dialog", lambda dialog: dialog.accept())
    name = "BC1 1"
    page.locator("[data-row]", has_text=name).locator('input[type=radio][value="2"]').check(force=True)
    wait_until(lambda: page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('draft:'))"))

    # When the page is loaded anew
    page.reload()

    # Then the level stands there again, with a word about it
    expect(page.get_by_text("Đã khôi phục nội dung đồng chí gõ lúc")).to_be_visible()
    assert level(page, name) == "2"

"""Another root is chosen where the menu is: below the bar of a wide window, within the menu of a phone."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("width", [1440, 390])
def test_the_root_that_merged_into_ones_own_is_a_choice_away(person, width: int) -> None:
    page = person("khoi", viewport={"width": width, "height": 844}).at("/organizations/")
    if width == 390:
        page.get_by_text("Trình đơn", exact=True).click()
    page.locator("summary", has_text="Đang xem:").filter(visible=True).click()
    choices = page.locator(".root-menu a").filter(visible=True)
    expect(choices.first).to_be_visible()
    other = choices.filter(has_not=page.locator("[aria-current]")).last
    name = other.inner_text().strip()
    other.click()
    page.wait_for_url("**/r/*/**")
    if width == 390:
        page.get_by_text("Trình đơn", exact=True).click()
    expect(page.locator("summary", has_text="Đang xem:").filter(visible=True)).to_contain_text(name)

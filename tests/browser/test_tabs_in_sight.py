"""Where the years are more than a phone is wide, the one that is open is in sight: with a script, and without one."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("year", [2024, 2018, 2015])
def test_the_open_tab_is_in_sight_on_a_phone(person, year: int, script: bool) -> None:
    page = person("khoi", viewport=PHONE, java_script_enabled=script).at(f"/ratings/{year}/summary/")
    tab = page.locator(".tab-line [aria-current]")
    expect(tab).to_have_text(str(year))
    expect(tab).to_be_in_viewport(ratio=1)

"""Takes the pictures of the guide anew, when asked to: GUIDE_PICTURES=write (docs/testing.md)."""

import base64
import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.guide.pictures import Picture
from scripts.serve import ROOT
from tests.browser.people import Person
from tests.portal.guide_shots import SHOTS, Shot

FRAME = "element => Object.assign(element.style, {outline: '3px solid #1f4e8c', outlineOffset: '3px'})"
QUALITY = 60


def reach(person: Person, shot: Shot) -> Locator:
    page = person.at(shot.path)
    if shot.follow:
        page.locator(shot.follow).first.click()
    if shot.search:
        page.get_by_role("combobox").press_sequentially(shot.search)
    return page.locator(shot.framed).first


def take(page: Page, name: str) -> None:
    """Chromium writes WebP by its own protocol only."""
    asked = {"format": "webp", "quality": QUALITY}
    taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    (ROOT / f"static/portal/guide/{name}.webp").write_bytes(base64.b64decode(taken["data"]))


@pytest.mark.skipif(os.environ.get("GUIDE_PICTURES") != "write", reason="only when asked to")
@pytest.mark.parametrize("name", SHOTS)
def test_take_a_picture(person: Callable[..., Person], name: str) -> None:
    there = person(SHOTS[name].person, viewport={"width": Picture.WIDTH, "height": Picture.HEIGHT})
    framed = reach(there, SHOTS[name])
    expect(framed).to_be_visible()
    framed.evaluate(FRAME)
    framed.scroll_into_view_if_needed()
    take(there.page, name)

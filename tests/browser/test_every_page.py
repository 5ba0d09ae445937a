"""Every page of every role, wide and on a phone: a picture of each, and nothing that shuts anybody out.

And in every look: width, language, light or dark, letters. Each page has two looks always and one of the others in
turn; EVERY_LOOK=1 gives each page all of them.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from demo.accounts import USERNAMES
from scripts.serve import ROOT
from tests.browser.people import sign_in
from tests.browser.unsure import Unsure

SIZES = {"wide": (1440, 900), "tablet": (768, 1024), "phone": (390, 844)}
PICTURES = ROOT / "var/screenshots"
LETTERS = "getComputedStyle(document.documentElement).fontSize"
# Pixels; Chromium draws no picture that is much higher.
TALLEST = 15_000
EVERY_LOOK = bool(os.environ.get("EVERY_LOOK"))
# Only what is wrong comes over from the browser: all the rest took half as long again.
RUN_AXE = "kinds => axe.run({resultTypes: kinds}).then(results => kinds.map(kind => results[kind]))"
KINDS = ["violations", "incomplete"] if EVERY_LOOK else ["violations"]
# Answers that are no page of their own: files, and what a page asks for while it stands.
NOT_PAGES = re.compile(r"(download|export|workbook|marked|template|progress|draft)$|healthz|readyz|\.pdf$|\.xlsx$")


@dataclass(frozen=True)
class Look:
    size: str
    language: str = "vi"
    scheme: str = "light"
    letters: int = 100

    def __str__(self) -> str:
        return f"{self.size} {self.language} {self.scheme} {self.letters}%"


@dataclass
class Screen:
    """A page as the person's browser is set: the account of the demo data leaves it open."""

    page: Page
    base_url: str
    devtools: CDPSession
    look: Look | None = None

    def put_on(self, look: Look) -> bool:
        """Whether the page has to be asked for again: no script of ours measures, so the rest changes as it stands."""
        if look == self.look:
            return False
        width, height = SIZES[look.size]
        self.page.set_viewport_size({"width": width, "height": height})
        # Without motion a button has its new colour at once, where the scheme changes under a page that stands.
        self.page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        self.page.context.add_cookies([{"name": "django_language", "value": look.language, "url": self.base_url}])
        self._enlarge(look)
        before, self.look = self.look, look
        return before is not None and before.language != look.language

    def _enlarge(self, look: Look) -> None:
        sizes = {"standard": 16 * look.letters // 100, "fixed": 13 * look.letters // 100}
        self.devtools.send("Page.setFontSizes", {"fontSizes": sizes})
        # The page takes them a moment later.
        self.page.wait_for_function("size => " + LETTERS + " === size", arg=f"{sizes['standard']}px")

    def wears(self, look: Look) -> bool:
        return self.page.evaluate(LETTERS) == f"{16 * look.letters // 100}px"

    def picture(self, path: Path) -> None:
        """By a window as high as the page: `full_page` would give the letters their usual size back."""
        window = self.page.viewport_size
        assert window
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        self.page.set_viewport_size({**window, "height": min(whole, TALLEST)})
        self.page.screenshot(path=path, type="jpeg", quality=70)
        self.page.set_viewport_size(window)


ALWAYS = [Look("wide"), Look("phone")]
OTHERS = [
    look
    for language, size, scheme, letters in product(("vi", "en"), SIZES, ("light", "dark"), (100, 150, 200))
    if (look := Look(size, language, scheme, letters)) not in ALWAYS
]


def looks_of(number: int) -> list[Look]:
    """Every fourth page has one of the others too: 11 and their number have no common divisor, so all come in turn."""
    if EVERY_LOOK:
        return [*ALWAYS, *OTHERS]
    return [*ALWAYS, *([] if number % 4 else [OTHERS[11 * number // 4 % len(OTHERS)]])]


def route_of(path: str) -> str:
    """Pages of one route look alike: of each, one is visited."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def links_of(page: Page, base_url: str) -> Iterator[str]:
    host = urlsplit(base_url).netloc
    # A link in a drawing has no plain `href` property.
    absolute = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
    for address in page.eval_on_selector_all("a[href]:not([download])", absolute):
        parts = urlsplit(address)
        if parts.netloc == host and not parts.path.startswith("/static/"):
            yield parts.path
    # A sheet is saved on the way to its brief, so no link leads there.
    if page.locator("button[name=then][value=review]").count():
        yield f"{urlsplit(page.url).path}review/"


def walk(page: Page, base_url: str, visit: Callable[[Page, str], None]) -> set[str]:
    """Follow links from home, one page of each route; the routes seen."""
    seen, waiting = {"home"}, ["/"]
    while waiting:
        path = waiting.pop(0)
        response = page.goto(base_url + path)
        assert response is not None
        assert response.status == 200, f"{path} answers {response.status}"
        visit(page, route_of(path))
        for link in links_of(page, base_url):
            route = route_of(link)
            if route and route not in seen and not NOT_PAGES.search(route):
                seen.add(route)
                waiting.append(link)
    return seen


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def blank_cells(page: Page) -> list[str]:
    """Cells that hold white space only: the stylesheet takes away those that are empty, and these it leaves."""
    blank = "cells => cells.filter(cell => cell.innerHTML && !cell.innerHTML.trim()).map(cell => cell.outerHTML)"
    return page.eval_on_selector_all("td", blank)


def judged_by_axe(page: Page) -> list[list[dict]]:
    # A page that only changed its size still has it.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(RUN_AXE, KINDS)


def faults_of(page: Page, violations: list[dict]) -> Iterator[str]:
    for violation in violations:
        yield f"{page.url}: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
    if (beyond := sideways(page)) > 0:
        yield f"{page.url}: scrolls sideways by {beyond} px"
    if blank := blank_cells(page):
        yield f"{page.url}: {len(blank)} blank cells, {blank[0]}"


@pytest.mark.parametrize("username", USERNAMES)
def test_a_roles_pages_shut_nobody_out(
    new_context: Callable[..., BrowserContext], base_url: str, username: str
) -> None:
    page, numbers, faults = new_context().new_page(), count(1), []
    screen = Screen(page, base_url, page.context.new_cdp_session(page))
    unsure = Unsure(PICTURES / f"unsure-{username}.jsonl")

    def see(page: Page, look: Look, name: str) -> None:
        assert screen.wears(look)
        violations, *undecided = judged_by_axe(page)
        unsure.tell(route_of(urlsplit(page.url).path), str(look), *undecided)
        faults.extend(f"{look}: {fault}" for fault in faults_of(page, violations))
        screen.picture(PICTURES / look.size / username / name)

    def visit(page: Page, route: str) -> None:
        number = next(numbers)
        address = page.url
        for look in looks_of(number):
            if screen.put_on(look):
                page.goto(address)
            # What the page asks for by itself is part of it.
            expect(page.locator(".htmx-request")).to_have_count(0)
            suffix = "" if look in ALWAYS else f"-{look.language}-{look.scheme}-{look.letters}"
            see(page, look, f"{number:02}-{route.replace(':', '-')}{suffix}.jpeg")
        screen.put_on(ALWAYS[0])

    person = sign_in(page, base_url, username)
    routes = walk(person.page, base_url, visit)
    assert not faults, "\n".join(faults)
    assert len(routes) > 2

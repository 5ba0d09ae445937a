"""Every page of every role, wide and on a phone: a picture of each, and nothing that shuts anybody out."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page, expect

from demo.accounts import USERNAMES
from scripts.serve import ROOT
from tests.browser.people import sign_in

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
PICTURES = ROOT / "var/screenshots"
# Answers that are no page of their own: files, and what a page asks for while it stands.
NOT_PAGES = re.compile(r"(download|export|workbook|marked|template|progress|draft)$|healthz|readyz|\.pdf$|\.xlsx$")


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


def faults_of(page: Page) -> Iterator[str]:
    for violation in Axe().run(page).response["violations"]:
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

    def visit(page: Page, route: str) -> None:
        # What the page asks for by itself is part of it.
        expect(page.locator(".htmx-request")).to_have_count(0)
        name = f"{next(numbers):02}-{route.replace(':', '-')}.jpeg"
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=PICTURES / size / username / name, full_page=True, type="jpeg", quality=70)
            faults.extend(f"{size}: {fault}" for fault in faults_of(page))

    person = sign_in(page, base_url, username)
    routes = walk(person.page, base_url, visit)
    assert not faults, "\n".join(faults)
    assert len(routes) > 2

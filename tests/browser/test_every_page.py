"""Every page of every role, wide and on a phone: a picture of each, and nothing that shuts anybody out."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, Page

from portal.demo.accounts import USERNAMES
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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("username", USERNAMES)
def test_a_roles_pages_shut_nobody_out(
    new_context: Callable[..., BrowserContext], base_url: str, username: str, size: str
) -> None:
    width, height = SIZES[size]
    folder: Path = PICTURES / size / username
    folder.mkdir(parents=True, exist_ok=True)
    page = new_context(viewport={"width": width, "height": height}).new_page()
    axe, numbers, faults = Axe(), count(1), []

    def visit(page: Page, route: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{next(numbers):02}-{route.replace(':', '-')}.png", full_page=True)
        found = axe.run(page)
        faults.extend(
            f"{page.url}: {violation['id']}: {violation['nodes'][0]['html'][:200]}"
            for violation in found.response["violations"]
        )
        if (beyond := sideways(page)) > 0:
            faults.append(f"{page.url}: scrolls sideways by {beyond} px")

    person = sign_in(page, base_url, username)
    routes = walk(person.page, base_url, visit)
    assert not faults, "\n".join(faults)
    assert len(routes) > 2

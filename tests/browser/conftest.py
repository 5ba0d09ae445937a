"""Stories run against a portal of their own: demo data, gunicorn and a Celery worker, in Debian's Chromium."""

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, expect

from scripts.programs import program
from tests.browser.inside import all_answered, beside_the_browser
from tests.browser.people import Person, sign_in
from tests.browser.sheets import lay_a_sheet
from tests.browser.sites import at_machine, site, slow_down, tls_url, typist
from tests.servers import Portal, start_portal

__all__ = ["all_answered", "at_machine", "beside_the_browser", "lay_a_sheet", "site", "tls_url", "typist"]
# No story judges how fast a page is: these only end what hangs. The slowest step of a quiet machine takes 3 seconds.
MILLISECONDS = 60_000
expect.set_options(timeout=MILLISECONDS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that fails tells what its people had before them."""
    report = yield
    browser = item.funcargs.get("browser")
    if report.when == "call" and report.failed and browser:
        pages = [page for context in browser.contexts for page in context.pages]
        report.sections.append(("the pages at the end", "\n\n".join(map(_seen, pages))))
    return report


def _seen(page: Page) -> str:
    try:
        return f"{page.url}\n{page.locator('body').inner_text(timeout=2_000)[:3_000]}"
    except Error as silent:
        return f"{page.url}\n{silent}"


@pytest.fixture(scope="session")
def portal_site() -> Iterator[Portal]:
    with start_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def base_url(portal_site: Portal) -> str:
    return portal_site.base_url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    chromium = os.environ.get("CHROMIUM") or program("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@dataclass
class Watch:
    """What a page did that it must not do. A test that expects an error takes it out again."""

    host: str
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.location.get('url')}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.strangers.append(request.url)


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """The test fails at its end if a page wrote an error to the console or asked another host for anything."""
    found = Watch(host=urlsplit(base_url).netloc)
    yield found
    assert not found.strangers, "requests left the host"
    assert not found.errors, "the browser's console holds errors"


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """One context for each person of a story; `page` and `context` come from here too, so that all are watched."""

    def watched(**options: object) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(MILLISECONDS)
        context.on("page", watch.follow)
        context.on("page", slow_down)
        return context

    return watched


@pytest.fixture
def person(new_context: Callable[..., BrowserContext], base_url: str) -> Callable[..., Person]:
    """Signs somebody in, in a browser of their own with these options."""
    return lambda username, **options: sign_in(new_context(**options).new_page(), base_url, username)

"""Clicked twice on a slow line, and sent again after Back, on every form: it is done once, and the page says so.

The portal runs in this process over the small world: each form finds what it needs there, and what it did is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, get_ident
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Browser, BrowserContext, ElementHandle, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests import sent
from tests import world as small_world
from tests.browser.sites import WATCHDOG
from tests.sent import Form, Sent
from tests.sent.questions import move_question
from tests.sent.ratings import save_row, save_sheet
from tests.sent.records import make_view_usual
from tests.test_sent_at_once import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("beside_the_browser", "all_answered")]
DONE_ONCE = "không ghi thêm lần nữa"
TICK = 20
# Longer than a busy machine takes to send both; let go as soon as it has.
SLOW = {"offline": False, "latency": 30_000, "downloadThroughput": -1, "uploadThroughput": -1}
QUICK = {**SLOW, "latency": 0}
# What the page says, or the report that was asked for before.
SAID = ".notice, .error-summary, #report-progress"
# Each save is a moment in the history of a sheet, a move one place further; beside a view that is usual stands how to
# take that back.
ANOTHER_DEED = (save_sheet, save_row, make_view_usual, move_question)
# Ticked when the page has said what follows.
KNOWN = "known"
FILL = """([address, typed]) => {
    const forms = [...document.querySelectorAll("form[method=post]")];
    const form = forms.find((each) => new URL(each.getAttribute("action") || "", location).pathname === address);
    form?.closest("details")?.setAttribute("open", "");
    for (const field of form?.elements ?? []) {
        if (!(field.name in typed)) continue;
        const value = typed[field.name];
        if (["radio", "checkbox"].includes(field.type)) field.checked = [value].flat().includes(field.value);
        else field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    const sends = (each) => each.type === "submit" && !each.name.endsWith("_find");
    const buttons = [...(form?.elements ?? [])].filter(sends);
    return buttons.find((each) => typed[each.name] === each.value) ?? buttons.at(-1) ?? null;
}"""


@pytest.fixture(params=sent.EVERY_FORM, ids=lambda form: form.__name__)
def form(request: pytest.FixtureRequest) -> Form:
    return request.param


class Story:
    """One form at the browser of who sends it."""

    def __init__(self, one: Sent, page: Page):
        self.one, self.page = one, page
        self.line = page.context.new_cdp_session(page)
        self.address = urlsplit(one.address).path
        self.posts: list[str] = []
        self.worker: int | None = None
        self.answered = Event()
        page.on("request", self.note_post)
        page.on("dialog", lambda dialog: dialog.accept())

    def note_post(self, request: Request) -> None:
        if (request.method, urlsplit(request.url).path) == ("POST", self.address):
            self.posts.append(request.url)

    def note_arrival(self, environ: dict[str, Any], **_: object) -> None:
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) == ("POST", self.address):
            self.worker = get_ident()
        elif self.worker == get_ident():
            self.worker = None

    def note_answer(self, **_: object) -> None:
        if self.worker == get_ident():
            self.answered.set()

    def fill(self, *later: str) -> ElementHandle | None:
        """The button of the filled form, but for what is filled later; None where the page no longer offers it."""
        typed = {name: value for name, value in self.one.typed.items() if name not in later}
        filled = self.page.evaluate_handle(FILL, [self.address, typed])
        return filled.as_element()

    def wait_until(self, reached: Callable[[], bool]) -> None:
        waited = 0
        while not reached() and waited < WATCHDOG:
            self.page.wait_for_timeout(TICK)
            waited += TICK

    def look(self) -> None:
        """As far as the button that does it."""
        if self.one.previewed:
            button = self.fill(KNOWN)
            assert button
            with self.page.expect_navigation():
                button.click()
            self.wait_until(self.answered.is_set)
            self.posts.clear()
            self.answered.clear()

    def go_back(self) -> None:
        """To the form, past the page that showed what it would do."""
        if not self.one.previewed:
            self.page.go_back()
            return
        with self.page.expect_navigation():
            self.page.evaluate("history.go(-2)")

    def click_twice(self) -> None:
        """The first is done when the second is sent, its answer still on the line: else either may come first."""
        button = self.fill()
        assert button
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.line.send("Network.emulateNetworkConditions", SLOW)
        self.page.mouse.click(*middle)
        self.wait_until(self.answered.is_set)
        self.page.mouse.click(*middle)
        self.wait_until(lambda: len(self.posts) == 2)
        self.line.send("Network.emulateNetworkConditions", QUICK)


@pytest.fixture(scope="module")
def machine(browser: Browser) -> Iterator[BrowserContext]:
    """One for all stories: what every page wears is fetched once."""
    with browser.new_context(locale="vi-VN") as context:
        context.set_default_timeout(WATCHDOG)
        yield context


@pytest.fixture
def story(form: Form, live_server: LiveServer, machine: BrowserContext) -> Iterator[Story]:
    world = small_world.build()
    one = form(world)
    machine.clear_cookies()
    if user := world.users.get(one.who):
        session = signed_in(user).cookies["sessionid"].value
        machine.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = machine.new_page()
    page.goto(live_server.url + one.stands_on)
    told = Story(one, page)
    request_started.connect(told.note_arrival)
    request_finished.connect(told.note_answer)
    yield told
    request_finished.disconnect(told.note_answer)
    request_started.disconnect(told.note_arrival)
    page.evaluate("localStorage.clear()")
    page.close()


def test_clicked_twice_on_a_slow_line_or_sent_again_after_back_it_is_done_once(form, story) -> None:
    one, page, before = story.one, story.page, story.one.counted()

    story.look()

    # When the button is clicked twice, as fast as a hand does
    story.click_twice()

    # Then both were sent, one is done, and the second answer is the first one's
    expect(page.get_by_text(one.shows or DONE_ONCE).first).to_be_visible()
    assert len(story.posts) == 2
    assert one.counted() == one.counted_after(before)

    # And when the person goes back and sends the same once more, where that is still offered
    story.go_back()
    if form not in ANOTHER_DEED and (button := story.fill()):
        with page.expect_navigation():
            button.click()

        # Then nothing is done anew, and the page has a sentence for it
        words = one.again or one.shows
        expect((page.get_by_text(words) if words else page.locator(SAID)).first).to_be_visible()
        assert one.counted() == one.counted_after(before)

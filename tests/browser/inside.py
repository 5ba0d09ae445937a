"""The portal in this process over the small world, beside a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from tests.test_sent_at_once import signed_in
from tests.waiting import wait_until


@pytest.fixture(scope="session")
def beside_the_browser() -> Iterator[None]:
    """Playwright keeps a loop in this thread, and Django would not be asked there; nothing here waits in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield


@pytest.fixture
def all_answered() -> Iterator[None]:
    """A page that is shut may have asked for something: emptying the tables under that answer is a deadlock."""
    asked: list[object] = []

    def ask(**_: object) -> None:
        asked.append(None)

    def answer(**_: object) -> None:
        asked.pop()

    request_started.connect(ask)
    request_finished.connect(answer)
    yield
    wait_until(lambda: not asked)
    request_finished.disconnect(answer)
    request_started.disconnect(ask)


def at_home(context: BrowserContext, user: User, url: str) -> Page:
    """A page of a person who has signed in."""
    context.add_cookies([{"name": "sessionid", "value": signed_in(user).cookies["sessionid"].value, "url": url}])
    page = context.new_page()
    page.goto(url)
    return page

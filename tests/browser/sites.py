"""The running portal under its two addresses: plain, and with TLS as the public site has it."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from scripts.programs import program
from scripts.serve import Child, stop, web_command
from tests.browser.people import Person, sign_in
from tests.servers import Portal, free_port, listens, wait_for

WATCHDOG = 60_000


def _certificate(folder: Path) -> tuple[Path, Path]:
    paths = folder / "site.crt", folder / "site.key"
    command = [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    command += ["-out", str(paths[0]), "-keyout", str(paths[1])]
    subprocess.run(command, check=True, capture_output=True)
    return paths


@pytest.fixture(scope="session")
def tls_url(portal_site: Portal) -> Iterator[str]:
    """A second web process of the same portal, with the settings of a site that is reached by TLS only."""
    port = free_port()
    certificate, key = _certificate(portal_site.folder)
    command = [*web_command(port), "--certfile", str(certificate), "--keyfile", str(key)]
    web = Child("web", command, portal_site.folder / "tls.log", {**portal_site.env, "BEHIND_TLS": "1"})
    try:
        wait_for(lambda: listens(port), [web], "The site behind TLS")
        yield f"https://127.0.0.1:{port}"
    finally:
        stop([web])


@pytest.fixture(params=["http", "tls"])
def site(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("base_url" if request.param == "http" else "tls_url")


def slow_down(page: Page) -> None:
    """SLOW_LINE milliseconds before each answer, nothing from the cache: a story that passes by luck alone shows it."""
    if not (latency := os.environ.get("SLOW_LINE")):
        return
    session = page.context.new_cdp_session(page)
    line = {"offline": False, "latency": float(latency), "downloadThroughput": -1, "uploadThroughput": -1}
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", line)


@pytest.fixture
def at_machine(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers whose console may hold errors: a refusal is one."""
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(ignore_https_errors=True, locale="vi-VN", **options)
        context.set_default_timeout(WATCHDOG)
        context.on("page", slow_down)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def typist(site: str, at_machine: Callable[..., BrowserContext]) -> Callable[..., Person]:
    return lambda username, **options: sign_in(at_machine(**options).new_page(), site, username)

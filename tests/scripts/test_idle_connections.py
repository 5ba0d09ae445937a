"""Browsers open connections beforehand and ask nothing on them. They hold up nobody and are closed."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest

from scripts.serve import Child, stop, web_command
from tests.servers import free_port, listens, manage, migrated, wait_for
from tests.waiting import WATCHDOG_SECONDS

AS_MANY_AS_A_BROWSER_KEEPS = 6


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with migrated() as env:
        manage(env, "collectstatic", "--no-input", "--verbosity", "0")
        number = free_port()
        web = Child(
            "web",
            web_command(number),
            tmp_path_factory.mktemp("web") / "web.log",
            {**env, "ALLOWED_HOSTS": "127.0.0.1"},
        )
        try:
            wait_for(lambda: listens(number), [web], "The site")
            yield number
        finally:
            stop([web])


def _asked(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=WATCHDOG_SECONDS)) as link:
        link.request("GET", "/readyz")
        return link.getresponse().status


@pytest.mark.parametrize("count", [2, AS_MANY_AS_A_BROWSER_KEEPS])
def test_connections_on_which_nothing_is_asked_hold_up_nobody(port, count):
    with ExitStack() as stack:
        address = "127.0.0.1", port
        idle = [stack.enter_context(socket.create_connection(address, WATCHDOG_SECONDS)) for _ in range(count)]
        assert _asked(port) == 200
        assert [link.recv(100) for link in idle] == [b""] * count

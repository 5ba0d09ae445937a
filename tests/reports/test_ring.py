"""Telling the queue that a report waits: the person who asked doesn't wait for a queue that is down or stands still."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from reports.jobs import actions

Answer = Callable[[socket.socket], None]


@contextmanager
def queue_that(answer: Answer) -> Iterator[tuple[str, list[socket.socket]]]:
    """In the place of Redis. Yields its address and the calls that it took."""
    calls: list[socket.socket] = []

    def take_calls(listener: socket.socket) -> None:
        while True:
            try:
                call, _caller = listener.accept()
            except OSError:
                return
            calls.append(call)
            answer(call)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=take_calls, args=[listener])
        thread.start()
        try:
            yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0", calls
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()
            for call in calls:
                call.close()


@pytest.mark.parametrize("answer", [socket.socket.close, lambda _call: None], ids=["hangs up", "says nothing"])
def test_a_queue_that_does_not_answer_is_called_once(answer, monkeypatch, caplog):
    with queue_that(answer) as (address, calls):
        monkeypatch.setenv("CELERY_BROKER_WRITE_URL", address)
        actions.ring(uuid4())
    assert len(calls) == 1
    assert "no worker could be told yet" in caplog.text


def test_whoever_rings_hangs_up_soon():
    assert actions.ONE_SHORT_TRY["socket_connect_timeout"] + actions.ONE_SHORT_TRY["socket_timeout"] <= 1

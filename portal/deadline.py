"""How long a request waits for PostgreSQL: a server that is frozen closes no connection and answers nothing.

libpq waits without an end, and statement_timeout is kept by the server, which may be what stands still. So psycopg2
waits by our callback. An error from it makes psycopg2 close the connection. Outside a request there is no limit.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, connection, set_wait_callback


@dataclass
class Deadline:
    """In milliseconds of `_now`. The first answer comes soon, if only to whether a kept connection works, or never."""

    ends: int
    silent_until: int = 0
    answered: bool = False

    def of_this_wait(self) -> int:
        if self.answered:
            return self.ends
        try_until = _now() + settings.DATABASE_ANSWER_SECONDS * 1000
        # Two tries: a kept connection whose server is gone, and a new one.
        self.silent_until = self.silent_until or try_until + settings.DATABASE_ANSWER_SECONDS * 1000
        return min(try_until, self.silent_until, self.ends)


def _now() -> int:
    return time.monotonic_ns() // 1_000_000


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: int) -> Iterator[None]:
    token = _deadline.set(Deadline(_now() + seconds * 1000))
    try:
        yield
    finally:
        _deadline.reset(token)


def keep_deadlines() -> None:
    """From now on, in the whole process."""
    set_wait_callback(_wait)


def _wait(link: connection) -> None:
    deadline = _deadline.get()
    until = deadline.of_this_wait() if deadline else None
    while (state := link.poll()) != POLL_OK:
        _wait_for_socket(link.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT, until)
    if deadline:
        deadline.answered = True


def _wait_for_socket(number: int, event: int, until: int | None) -> None:
    left = None if until is None else until - _now()
    poll = select.poll()
    poll.register(number, event)
    if (left is not None and left <= 0) or not poll.poll(left):
        raise OperationalError("the database did not answer in time")

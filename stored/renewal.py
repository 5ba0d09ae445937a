"""Holding on to a row while the work on it lasts: a side thread renews its lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)
RENEWALS_A_LEASE = 3


@contextmanager
def kept(renew: Callable[[], bool], lease: timedelta, what: str) -> Iterator[None]:
    """`renew` says whether the row is still held; `lease` is how long one renewal holds; `what` is for the log."""
    over = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(over, renew, lease, what), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew_until(over: threading.Event, renew: Callable[[], bool], lease: timedelta, what: str) -> None:
    try:
        while not over.wait(lease.total_seconds() / RENEWALS_A_LEASE):
            if not _renewed(renew, what):
                return
    finally:
        connection.close()


def _renewed(renew: Callable[[], bool], what: str) -> bool:
    """A database that does not answer is asked again: the lease may outlast it, or the work's own commit keeps it."""
    try:
        return renew()
    except DatabaseError:
        logger.warning("%s: the lease could not be renewed", what, exc_info=True)
        connection.close()
        return True

"""Holding on to a row while the work lasts: a side thread renews the lease."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

from exchange import lifecycle
from exchange.models import Import

logger = logging.getLogger(__name__)
RENEWALS_A_LEASE = 3


@contextmanager
def kept(lease: lifecycle.Lease) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(lease, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew_until(lease: lifecycle.Lease, over: threading.Event) -> None:
    pause = Import.lease().total_seconds() / RENEWALS_A_LEASE
    try:
        while not over.wait(pause):
            if not _renewed(lease):
                return
    finally:
        connection.close()


def _renewed(lease: lifecycle.Lease) -> bool:
    """A database that does not answer is asked again: on SQLite the commit itself keeps it busy."""
    try:
        return lifecycle.renew(lease)
    except DatabaseError:
        logger.warning("import %s: the lease could not be renewed", lease.upload_id, exc_info=True)
        connection.close()
        return True

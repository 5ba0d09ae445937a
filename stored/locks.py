"""How long a statement waits for a lock that another holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

BRIEFLY_MS = 100


@contextmanager
def briefly() -> Iterator[None]:
    """What is done within gives up at once, by an OperationalError, where it would have to wait."""
    with _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql():
        yield


@contextmanager
def _on_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {BRIEFLY_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{BRIEFLY_MS}ms'")
        yield

"""Another process that holds the database's lock."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

HOLDING = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": ("BEGIN", "LOCK TABLE django_session IN EXCLUSIVE MODE"),
}
UNWAITING = {"sqlite": "PRAGMA busy_timeout = 0", "postgresql": "SET lock_timeout = '1ms'"}


@contextmanager
def locked() -> Iterator[None]:
    """On SQLite nobody writes, on PostgreSQL nobody writes a session; everybody reads."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            for statement in HOLDING[connection.vendor]:
                cursor.execute(statement)
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


def wait_for_nothing() -> None:
    """This connection's, until it is closed."""
    connection.cursor().execute(UNWAITING[connection.vendor])

"""The database of a running portal, asked and changed from outside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.servers import Portal

LOCKED = (sqlite3.OperationalError, psycopg2.OperationalError)


def query(portal: Portal, sql: str, *values: str | int) -> list[tuple]:
    url = portal.env["DATABASE_URL"]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(url).path, timeout=60)) as link:
            return link.execute(sql.replace("%s", "?"), values).fetchall()
    with _onlooker(url).cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@cache
def _onlooker(url: str) -> psycopg2.extensions.connection:
    """One for all that a test asks while it waits: a busy server ends connections more slowly than one opens them."""
    link = psycopg2.connect(url)
    link.autocommit = True
    return link


def execute(portal: Portal, sql: str, *values: str | int) -> None:
    """Waits a second at most for whoever holds a lock."""
    url = portal.env["DATABASE_URL"]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(url).path, timeout=1)) as link, link:
            link.execute(sql.replace("%s", "?"), values)
    else:
        with closing(psycopg2.connect(url, options="-c lock_timeout=1000")) as link, link, link.cursor() as cursor:
            cursor.execute(sql, values)


# Of the processor, since the lock was seen first: by then rows are written.
TICKS = 5


class Writing:
    """Whether a process, or one that it started, is in the middle of a transaction that has written rows already."""

    def __init__(self, portal: Portal, table: str, group: int):
        self.portal, self.table, self.group = portal, table, group
        self.url = portal.env["DATABASE_URL"]
        self.since = 0

    def __call__(self) -> bool:
        return self._on_sqlite() if self.url.startswith("sqlite") else self._on_postgres()

    def _on_postgres(self) -> bool:
        held = "SELECT 1 FROM pg_locks WHERE relation = %s::regclass AND mode = 'RowExclusiveLock'"
        return bool(query(self.portal, held, self.table))

    def _on_sqlite(self) -> bool:
        """One writes at a time, and nobody sees what: so somebody has held the lock all the while it worked."""
        if not self._is_locked():
            self.since = 0
            return False
        used = ticks_of(self.group)
        self.since = self.since or used
        return used >= self.since + TICKS

    def _is_locked(self) -> bool:
        with closing(sqlite3.connect(urlsplit(self.url).path, timeout=0, isolation_level=None)) as link:
            try:
                link.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return True
            link.execute("ROLLBACK")
            return False


def ticks_of(group: int) -> int:
    """Of the processor, used by all processes of the group."""
    return sum(map(sum, filter(None, (_ticks(each, group) for each in Path("/proc").glob("[0-9]*/stat")))))


def _ticks(stat: Path, group: int) -> tuple[int, int] | None:
    """What stands behind the bracket: state, parent, group, and from the twelfth the ticks."""
    try:
        fields = stat.read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return (int(fields[11]), int(fields[12])) if int(fields[2]) == group else None

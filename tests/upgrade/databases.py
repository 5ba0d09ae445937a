"""One database of either engine, by its DATABASE_URL, below Django: out as SQL, in again, and read row by row."""

import re
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from scripts.programs import program

# Commands to psql, not SQL.
META = re.compile(r"^\\(un)?restrict .*$", re.MULTILINE)
TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def engine_of(url: str) -> str:
    return "sqlite" if url.startswith("sqlite") else "postgresql"


def _connect(url: str):
    return closing(sqlite3.connect(urlsplit(url).path) if engine_of(url) == "sqlite" else psycopg2.connect(url))


def dumped(url: str) -> str:
    if engine_of(url) == "sqlite":
        with _connect(url) as link:
            return "\n".join(link.iterdump()) + "\n"
    command = [program("pg_dump"), "--rows-per-insert=100", "--no-owner", "--no-privileges", url]
    return META.sub("", subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def load(url: str, dump: Path) -> None:
    with _connect(url) as link:
        if engine_of(url) == "sqlite":
            link.executescript(dump.read_text(encoding="utf-8"))
        else:
            link.cursor().execute(dump.read_text(encoding="utf-8"))
            link.commit()


def execute(url: str, statement: str) -> None:
    with _connect(url) as link:
        link.cursor().execute(statement)
        link.commit()


def query(url: str, statement: str) -> list[tuple]:
    with _connect(url) as link:
        cursor = link.cursor()
        cursor.execute(statement)
        return cursor.fetchall()


class Rows:
    """Every row of every table, as values of the columns that stood at the time; `like` reads those columns again."""

    def __init__(self, url: str, like: "Rows | None" = None) -> None:
        self.columns: dict[str, list[str]] = {}
        self.rows: dict[str, Counter[str]] = {}
        with _connect(url) as link:
            cursor = link.cursor()
            for table in like.columns if like else self._tables(cursor, url):
                wanted = ", ".join(f'"{name}"' for name in like.columns[table]) if like else "*"
                cursor.execute(f'SELECT {wanted} FROM "{table}"')
                self.columns[table] = [column[0] for column in cursor.description]
                self.rows[table] = Counter(map(repr, cursor.fetchall()))

    @staticmethod
    def _tables(cursor, url: str) -> list[str]:
        cursor.execute(TABLES[engine_of(url)])
        return [name for (name,) in cursor.fetchall()]

    @property
    def empty(self) -> set[str]:
        return {table for table, rows in self.rows.items() if not rows}

    def without(self, other: "Rows") -> dict[str, list[str]]:
        """By table, the rows that the other has not."""
        lost = {table: list((rows - other.rows[table]).elements()) for table, rows in self.rows.items()}
        return {table: rows for table, rows in lost.items() if rows}

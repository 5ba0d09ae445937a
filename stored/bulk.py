"""Many rows into one table: COPY, a thousand in a statement, or one prepared statement.

psycopg2 refuses COPY where we wait for the server ourselves, as a request does (portal.deadline).

What passes here passes no field's cleaning and sends no signal; constraints hold as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from django.db import connection, models
from psycopg2.extensions import get_wait_callback
from psycopg2.extras import execute_values

Rows = Iterable[Sequence[Any]]
AT_ONCE, COPIED_AT_ONCE = 1_000, 10_000
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert(model: type[models.Model], names: Sequence[str], rows: Rows) -> None:
    """`names` of the fields, all that the table does not fill in itself; a database error is Django's."""
    table = connection.ops.quote_name(model._meta.db_table)
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor != "postgresql":
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))
        elif get_wait_callback() is None:
            for some in _copied(rows):
                cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", StringIO(some))
        else:
            execute_values(cursor.cursor, f"INSERT INTO {table} ({columns}) VALUES %s", rows, page_size=AT_ONCE)


def analyze(model: type[models.Model]) -> None:
    """After many rows in the same transaction: PostgreSQL plans by what it knew of the table before they came, and
    would read all of it for each row.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _copied(rows: Rows) -> Iterator[str]:
    rest = iter(rows)
    while some := list(islice(rest, COPIED_AT_ONCE)):
        yield "".join("\t".join(map(_text, row)) + "\n" for row in some)


def _text(value: Any) -> str:
    return r"\N" if value is None else str(value).translate(_ESCAPED)

"""Many rows into one table: a thousand in a statement, or one prepared statement.

COPY would be faster on PostgreSQL; psycopg2 refuses it where we wait for the server ourselves (portal.deadline).

What passes here passes no field's cleaning and sends no signal; constraints hold as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg2.extras import execute_values

Rows = Iterable[Sequence[Any]]
AT_ONCE = 1_000


def insert(model: type[models.Model], names: Sequence[str], rows: Rows) -> None:
    """`names` of the fields, all that the table does not fill in itself; a database error is Django's."""
    table = connection.ops.quote_name(model._meta.db_table)
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            statement = f"INSERT INTO {table} ({columns}) VALUES %s"
            execute_values(cursor.cursor, statement, rows, page_size=AT_ONCE)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))

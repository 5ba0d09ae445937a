"""Rows of a sheet into the database, one statement whatever their number.

Not bulk_create: it prepares each value by itself and, on SQLite, sends no more than 999 values at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

Row = Mapping[str, Any]
# SQLite takes 32,766 values in one statement.
ROWS_AT_ONCE = 1_000


def upsert(model: type[Model], unique: Sequence[str], rows: Sequence[Row], *, once: Row) -> None:
    """`rows` hold the same fields each, as plain numbers and text; those beyond `unique` are written over.

    `once` is what a new row has besides, and an old one keeps.
    """
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _write(model, unique, rows[start : start + ROWS_AT_ONCE], once)


def _write(model: type[Model], unique: Sequence[str], rows: Sequence[Row], once: Row) -> None:
    names = tuple(rows[0])
    columns = {name: _column(model, name) for name in (*names, *once)}
    updates = ", ".join(f"{columns[name]} = excluded.{columns[name]}" for name in names if name not in unique)
    values = f"({', '.join(['%s'] * len(columns))})"
    sql = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns.values())}) "
        f"VALUES {', '.join([values] * len(rows))} "
        f"ON CONFLICT ({', '.join(columns[name] for name in unique)}) DO UPDATE SET {updates}"
    )
    added = tuple(once.values())
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in (*(row[name] for name in names), *added)])


def _column(model: type[Model], name: str) -> str:
    column = next(field.column for field in model._meta.concrete_fields if field.name == name)
    return connection.ops.quote_name(str(column))

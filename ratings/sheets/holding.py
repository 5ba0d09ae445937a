"""A rating year held as it is while something of it is written."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from ratings.models import RatingYear

# Django locks rows FOR UPDATE only: then all who save in a year would wait for each other.
_SHARED = f"SELECT id FROM {RatingYear._meta.db_table} WHERE id = ANY(%s) ORDER BY id FOR SHARE"


def hold(years: Iterable[int]) -> None:
    """Until this transaction ends nobody closes them, or after a wait they are closed: taken before any sheet's lock.

    SQLite has one writer at a time, and needs none of it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_SHARED, [sorted(set(years))])

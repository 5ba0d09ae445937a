"""A rating year held open while something of it is written."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ratings.models import RatingYear

# Django locks rows FOR UPDATE only: then all who save in a year would wait for each other.
_SHARED = f"SELECT id FROM {RatingYear._meta.db_table} WHERE id = ANY(%s) AND state = %s ORDER BY id FOR SHARE"


def held_open(years: Collection[int], field: str) -> Q:
    """That the year is one of them and open; until the transaction ends nobody closes them.

    Whoever closes or changes a year waits for these locks and takes none of a sheet's, so that nobody waits in a ring.
    SQLite has one writer at a time, and needs no lock.
    """
    if connection.vendor == "postgresql":
        return Q(**{f"{field}__in": RawSQL(_SHARED, [sorted(years), RatingYear.State.OPEN])})
    return Q(**{f"{field}__in": RatingYear.objects.filter(pk__in=years, state=RatingYear.State.OPEN)})

"""Texts of which no key is stored, in the order of the Vietnamese alphabet on either engine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db.models import Func
from django.db.models.expressions import Combinable

from ui.vietnamese import collation_key

ON_POSTGRESQL = "vi-x-icu"
ON_SQLITE = "vietnamese"


class InVietnamese(Func):
    template = '(%(expressions)s) COLLATE "%(collation)s"'
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, collation=ON_POSTGRESQL, **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, collation=ON_SQLITE, **context)


def in_vietnamese(text: str | Combinable) -> InVietnamese:
    """`text`: a field, or what is made of several."""
    return InVietnamese(text)


def teach_sqlite(*, connection: Any, **_signal: Any) -> None:
    """SQLite knows no languages: each connection is told this one."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(ON_SQLITE, _compared)


def _compared(one: str, other: str) -> int:
    first, second = _key(one), _key(other)
    return (first > second) - (first < second)


# A list has few kinds of text and compares each many times.
_key = lru_cache(maxsize=2**14)(collation_key)

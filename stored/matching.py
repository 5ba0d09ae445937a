"""Conditions over stored search keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Func, Q

from ui.searching import beginnings

LONGEST_KEPT = 16
"""Of a word so many letters are in the index of beginnings; what is longer is compared as a text."""


def begins(word: str, field: str = "search_key") -> Q:
    """A word of the key begins so."""
    return _begins_one(beginnings(word), field)


def is_word(word: str, field: str = "search_key") -> Q:
    """A word of the key is this one."""
    return _begins_one(_whole(word), field)


def _whole(word: str) -> list[str]:
    return [f"{one.strip()} " for one in beginnings(word)]


def _begins_one(starts: Sequence[str], field: str) -> Q:
    found = Q()
    for one in starts:
        found |= Q(**{f"{field}__startswith": one}) | Q(**{f"{field}__contains": f" {one}"})
        if one.endswith(" "):
            found |= Q(**{field: one.strip()}) | Q(**{f"{field}__endswith": f" {one.strip()}"})
    return found


class Kept(Func):
    """A condition that PostgreSQL looks up in an index over `search_beginnings` of some fields (docs/adr/0038).

    `condition` is what it says; `also`: what else the index holds of a row that meets it.
    """

    function = "search_beginnings"

    def __init__(self, condition: Q, starts: Sequence[str], also: Sequence[str], fields: Sequence[str]) -> None:
        super().__init__(condition, *fields, output_field=BooleanField())
        kept = [_first_word(one)[:LONGEST_KEPT] for one in starts]
        self.looked_up, self.is_exact = [*kept, *also], kept == [*starts]

    @classmethod
    def beginning(cls, condition: Q, word: str, also: Sequence[str], fields: Sequence[str]) -> Kept:
        return cls(condition, beginnings(word), also, fields)

    @classmethod
    def whole(cls, condition: Q, word: str, fields: Sequence[str]) -> Kept:
        return cls(condition, _whole(word), (), fields)

    def as_sql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        sql, values = compiler.compile(self.source_expressions[0])
        return sql, [*values]

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, list[Any]]:
        condition, *fields = (compiler.compile(each) for each in self.source_expressions)
        names = ", ".join(sql for sql, _values in fields)
        indexed = f"{self.function}({names}) && %s::text[]"
        given = [*(value for _sql, values in fields for value in values), self.looked_up]
        return (indexed, given) if self.is_exact else (f"({indexed} AND {condition[0]})", [*given, *condition[1]])


def _first_word(start: str) -> str:
    """With the space behind it."""
    word, space, _rest = start.partition(" ")
    return word + space

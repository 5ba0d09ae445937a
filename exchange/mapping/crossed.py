"""Columns of crosses side by side that no heading stands above, each named by one choice of the same field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from exchange.columns import Column
from exchange.tables.table import Heading
from exchange.tables.texts import key


def put_together(headings: Sequence[Heading], columns: Iterable[Column]) -> list[Heading]:
    """Those become one heading; a lone column of crosses holds its crosses, unless its own title is a choice."""
    fields = [(column, words) for column in columns if (words := _choices(column))]
    result: list[Heading] = []
    for field, group in groupby(headings, key=lambda heading: _field(heading, fields)):
        members = list(group)
        result += _joined(members) if field is not None else map(_as_it_stands, members)
    return result


def _choices(column: Column) -> frozenset[str]:
    return frozenset(key(word) for code, words in column.choices.items() for word in (code, *words))


def _field(heading: Heading, fields: Sequence[tuple[Column, frozenset[str]]]) -> str | None:
    """The code of the field that all its words are choices of."""
    words = {key(word) for word in heading.marks.values()}
    return next((column.code for column, choices in fields if words and words <= choices), None)


def _joined(members: list[Heading]) -> list[Heading]:
    if len(members) == 1:
        return members
    marks = {column: word for heading in members for column, word in heading.marks.items()}
    return [Heading(members[0].column, " / ".join(marks.values()), members[0].group, marks)]


def _as_it_stands(heading: Heading) -> Heading:
    return replace(heading, marks={}) if len(heading.marks) == 1 else heading

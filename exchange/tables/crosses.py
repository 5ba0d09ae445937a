"""Columns of crosses: an x in one of several is one value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from exchange.files.book import Row
from exchange.tables.table import Heading
from exchange.tables.texts import CROSSES


def crossed(headings: Sequence[Heading], rows: Iterable[Row]) -> list[Heading]:
    """Each column that holds crosses only has them as its `marks`; those of one group become one heading."""
    columns = _only_crosses([heading.column for heading in headings if heading.title], rows)
    marked = [_with_mark(heading) if heading.column in columns else heading for heading in headings]
    together: list[Heading] = []
    for (group, has_marks), found in groupby(marked, key=lambda each: (each.group, bool(each.marks))):
        members = list(found)
        together += _together(group, members) if group and has_marks else members
    return together


def _with_mark(heading: Heading) -> Heading:
    return Heading(heading.column, heading.title, heading.group, {heading.column: heading.title})


def _together(group: str, members: list[Heading]) -> list[Heading]:
    if len(members) == 1:
        return members
    marks = {column: word for heading in members for column, word in heading.marks.items()}
    return [Heading(members[0].column, group, "", marks)]


def _only_crosses(columns: list[int], rows: Iterable[Row]) -> set[int]:
    """Of those in which anything stands; beside one of them in its group a column may be empty."""
    left, seen = set(columns), set()
    for row in rows:
        parts = row.parts()
        for column in list(left):
            part = parts[column - 1] if column <= len(parts) else ""
            if part and part not in CROSSES:
                left.discard(column)
            elif part:
                seen.add(column)
    return left if seen & left else set()

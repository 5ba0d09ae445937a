"""Columns of crosses: an x in one of several is one value. And a value in the column of a person's sex is two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from exchange.files.book import Row
from exchange.tables.table import Heading
from exchange.tables.texts import CROSSES, key

SEXES = {"nam", "nu"}


def crossed(headings: Sequence[Heading], rows: Iterable[Row]) -> list[Heading]:
    """Each column that holds crosses only has them as its `marks`; those of one group become one heading."""
    columns = _only_crosses([heading.column for heading in headings if heading.title], rows)
    marked = [_with_mark(heading) if heading.column in columns else heading for heading in headings]
    together: list[Heading] = []
    for (group, has_marks), found in groupby(marked, key=lambda each: (each.group, bool(each.marks))):
        members = list(found)
        if group and _is_of_sexes(members, rows):
            together += _by_sex(group, members)
        else:
            together += _together(group, members) if group and has_marks else members
    return together


def _is_of_sexes(members: Sequence[Heading], rows: Iterable[Row]) -> bool:
    """One of them is filled in nearly every row: how many men and women there are stands in both."""
    if {key(heading.title) for heading in members} != SEXES:
        return False
    columns = [heading.column for heading in members]
    filled = [sum(1 for column in columns if parts[column - 1 : column] not in ([], [""])) for parts in _parts(rows)]
    return filled.count(1) > filled.count(2)


def _parts(rows: Iterable[Row]) -> Iterator[list[str]]:
    return (row.parts() for row in rows)


def _by_sex(group: str, members: list[Heading]) -> list[Heading]:
    """The day of birth stands under "Nam" or under "Nữ": that is a day, and a sex."""
    words = {heading.column: heading.title for heading in members}
    which = Heading(members[0].column, " / ".join(words.values()), group, words)
    is_only_crossed = all(heading.marks for heading in members)
    return [which] if is_only_crossed else [Heading(members[0].column, group, "", dict.fromkeys(words, "")), which]


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

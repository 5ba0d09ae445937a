"""The columns of a sent file as the marked one holds them: each by itself, also those of crosses that are one value."""

from __future__ import annotations

from collections.abc import Iterable

from exchange.tables.table import Heading
from ui.workbooks.writing import Column

WIDTH = 22


def laid(headings: Iterable[Heading]) -> dict[int, Column]:
    """By their place in the sent file, in their order."""
    columns: dict[int, Column] = {}
    for heading in headings:
        for place, word in (heading.marks or {heading.column: ""}).items():
            if word or place not in columns:
                columns[place] = _crossed(heading, word) if heading.marks else _plain(heading)
    return columns


def _plain(heading: Heading) -> Column:
    return Column(heading.whole, WIDTH)


def _crossed(heading: Heading, word: str) -> Column:
    """Columns that nothing stands above have all their words as their title."""
    bare = heading.title == " / ".join(heading.marks.values())
    return Column(word, WIDTH, group=heading.group or ("" if bare else heading.title))

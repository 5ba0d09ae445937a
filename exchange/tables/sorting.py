"""Which rows below the headings are data, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from exchange.files.book import Row
from exchange.tables.heads import Head
from exchange.tables.table import Heading, LeftOut
from exchange.tables.texts import (
    ORDINALS,
    begins_signatures,
    heads_section,
    is_note,
    is_number,
    is_total,
    joined,
    key,
    numbers_columns,
)


def ordinal_of(headings: Iterable[Heading]) -> int:
    """The column that numbers the rows; 0 where there is none."""
    return next((heading.column for heading in headings if key(heading.title) in ORDINALS), 0)


class Sorter:
    def __init__(self, head: Head, headings: Sequence[Heading], merged_across: frozenset[int]):
        self.headings, self.merged_across = headings, merged_across
        self.ordinal = ordinal_of(headings)
        self.repeated = {_shape(parts) for parts in head.rows}
        # By these alone it is seen of nearly every row that it repeats none of them.
        self.begin = {part[0] for parts in head.rows for part in parts if part}
        self.begin |= {sign.swapcase() for sign in self.begin}
        self.firsts = {shape[0] for shape in self.repeated if shape}
        self.under_headings, self.among_signatures = True, False

    def sort(self, rows: Iterable[Row]) -> tuple[list[Row], list[LeftOut]]:
        data: list[Row] = []
        left: list[LeftOut] = []
        for row in rows:
            parts = row.parts()
            if why := self._why_not(row.number, parts):
                left.append(LeftOut(row.number, joined(parts), why))
            else:
                data.append(row)
        return data, left

    def _why_not(self, number: int, parts: Sequence[str]) -> str:
        """Empty for a row of data."""
        if self.under_headings and numbers_columns(parts, len(self.headings)):
            return gettext("numbers of the columns")
        self.under_headings = False
        if self._is_numbered(parts):
            return self._why_numbered(parts)
        if self._repeats(parts):
            self.under_headings, self.among_signatures = True, False
            return gettext("the headings once more")
        return self._why_unnumbered(number, parts)

    def _repeats(self, parts: Sequence[str]) -> bool:
        first = next(filter(None, parts))
        return first[0] in self.begin and key(first) in self.firsts and _shape(parts) in self.repeated

    def _is_numbered(self, parts: Sequence[str]) -> bool:
        return 0 < self.ordinal <= len(parts) and is_number(parts[self.ordinal - 1])

    def _why_numbered(self, parts: Sequence[str]) -> str:
        self.among_signatures = False
        return gettext("nothing but its number") if len(parts) - parts.count("") == 1 else ""

    def _why_unnumbered(self, number: int, parts: Sequence[str]) -> str:
        words = [part for part in parts if part]
        if is_total(words):
            return gettext("a total")
        self.among_signatures = self.among_signatures or begins_signatures(words, len(self.headings))
        if self.among_signatures:
            return gettext("signatures below the list")
        if is_note(words):
            return gettext("a note")
        is_title = number in self.merged_across and len(words) == 1
        return gettext("heading of a section") if is_title or heads_section(parts, self.ordinal) else ""


def _shape(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(key(part) for part in parts if part)

"""Which sign stands between the columns of a text file: the one by which its head falls into the same columns."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import suppress
from io import StringIO
from itertools import islice

SEPARATORS = (";", "\t", "|", ",")
# So many rows, and no more signs, are the head.
ROWS, SIGNS = 100, 200_000


def separator_of(text: str) -> str:
    return max(SEPARATORS, key=lambda sign: _agreement(text[:SIGNS], sign))


def _agreement(head: str, sign: str) -> tuple[int, int]:
    """How many rows have the same number of columns, more than one, and how many columns these are."""
    widths = Counter(width for width in _widths(head, sign) if width > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _widths(head: str, sign: str) -> list[int]:
    reader = csv.reader(StringIO(head, newline=""), delimiter=sign)
    widths: list[int] = []
    with suppress(csv.Error):
        widths += (len(row) for row in islice(reader, ROWS))
    return widths

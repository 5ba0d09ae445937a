"""Which sign stands between the columns of a text file: the one by which its head falls into the same columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from contextlib import suppress
from io import StringIO
from itertools import islice

SEPARATORS = (";", "\t", "|", ",")
# So many rows, and no more signs, are the head.
ROWS, SIGNS = 100, 200_000


def separator_of(text: str) -> str:
    return max(SEPARATORS, key=lambda sign: _agreement(text[:SIGNS], sign))


def _agreement(head: str, sign: str) -> tuple[bool, int, int]:
    """Whether no cell is cut within its quotes, how many rows have as many columns, and how many these are."""
    widths = Counter(width for width in _widths(head, sign) if width > 1)
    whole = _whole_cells(sign).fullmatch(head) is not None
    return whole, *max(((count, width) for width, count in widths.items()), default=(0, 0))


def _widths(head: str, sign: str) -> list[int]:
    reader = csv.reader(StringIO(head, newline=""), delimiter=sign)
    widths: list[int] = []
    with suppress(csv.Error):
        widths += (len(row) for row in islice(reader, ROWS))
    return widths


def _whole_cells(sign: str) -> re.Pattern[str]:
    """Text in which each cell is within quotes or has none."""
    end = rf"(?:{re.escape(sign)}|\r?\n|\r|\Z)"
    return re.compile(rf'(?:(?:"(?:[^"]|"")*+"|[^"{re.escape(sign)}\r\n]*+){end})*+')

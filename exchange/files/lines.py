"""How rows come out of the process that reads a file: one a line, its number and then its cells from column A on.

A cell that is no text begins with MARK and a letter for its kind.
"""

from __future__ import annotations

from collections.abc import Callable

Emit = Callable[[str], object]

# A list of 60,000 rows, with what stands above and below it.
MAX_ROWS, MAX_COLUMNS = 60_100, 60
BETWEEN, MARK, BREAK, END = "\x1f", "\x01", "\x0b", "\n"
NUMBER, DATE, TRUTH, ERROR, OLD = "ndbeo"
# As long as a cell of Excel can be.
LONGEST = 32_767
_CONTROLS = dict.fromkeys({*range(32), 127}, " ") | dict.fromkeys(map(ord, "\n\r\x0b\x0c\x85\u2028\u2029"), BREAK)


def without_controls(text: str) -> str:
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_CONTROLS)


def marked(kind: str, text: str) -> str:
    return f"{MARK}{kind}{text}"


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

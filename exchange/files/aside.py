"""What the reader of spreadsheets doesn't tell: hidden rows and columns, cells in error, areas of OpenDocument."""

from __future__ import annotations

from collections.abc import Callable

# So many of a kind are kept for each worksheet.
MOST = 5_000


class Aside:
    """Rows and columns from 1. `errors`: {row: {column: what stands there}}, formulas that were never reckoned too."""

    def __init__(self) -> None:
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.errors: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def hide_row(self, first: int, last: int) -> None:
        _add(self.hidden_rows, first, last)

    def hide_column(self, first: int, last: int) -> None:
        _add(self.hidden_columns, first, last)

    def err(self, row: int, column: int, text: str) -> None:
        if len(self.errors) < MOST:
            self.errors.setdefault(row, {})[column] = text


def _add(spans: list[tuple[int, int]], first: int, last: int) -> None:
    """Spans that touch become one."""
    if spans and spans[-1][1] + 1 == first:
        spans[-1] = (spans[-1][0], last)
    elif len(spans) < MOST:
        spans.append((first, last))


def said(text: bytes) -> str:
    """Of a piece of XML."""
    from html import unescape

    return unescape(text.decode("utf-8", "replace"))


class Pieces:
    """A part that comes in chunks, handed on in pieces that end where a row ends."""

    # A row longer than this is handed on as it comes.
    LONGEST = 1024 * 1024

    def __init__(self, end: bytes, see: Callable[[bytes], None]):
        self.end, self.see, self.rest = end, see, b""

    def feed(self, chunk: bytes) -> None:
        self.rest += chunk
        cut = self.rest.rfind(self.end) + len(self.end)
        if cut < len(self.end):
            cut = len(self.rest) if len(self.rest) > self.LONGEST else 0
        if cut:
            self.see(self.rest[:cut])
            self.rest = self.rest[cut:]

    def finish(self) -> None:
        self.see(self.rest)
        self.rest = b""

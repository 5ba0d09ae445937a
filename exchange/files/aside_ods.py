"""Of .ods: content.xml is looked through tag by tag, cell by cell only in rows that need it."""

from __future__ import annotations

import re

from exchange.files.aside import Aside, Pieces, said

_TAG = re.compile(rb"<table:(table|table-column|table-row)((?:\s[^>]*?)?)(/?)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell((?:\s[^>]*?)?)(/?)>")
_TEXT = re.compile(rb"<text:p[^>]*>([^<]*)<")
_HIDDEN = re.compile(rb'table:visibility="(?:collapse|filter)"')
_ATTRIBUTE = {
    name: re.compile(rb'table:number-%s="(\d{1,7})"' % name)
    for name in (b"rows-repeated", b"columns-repeated", b"rows-spanned", b"columns-spanned")
}
_END = b"</table:table-row>"


class Tables:
    def __init__(self) -> None:
        self.asides: list[Aside] = []
        self.row = self.column = 0
        self.pieces = Pieces(_END, self.look)

    def see(self, name: str, chunk: bytes) -> None:
        if name == "content.xml":
            self.pieces.feed(chunk)

    def finish(self) -> None:
        self.pieces.finish()

    def look(self, piece: bytes) -> None:
        for found in _TAG.finditer(piece):
            getattr(self, f"_{found[1].decode().replace('-', '_')}")(found[2], piece, found.end())

    def _table(self, _attributes: bytes, _piece: bytes, _at: int) -> None:
        self.asides.append(Aside())
        self.row = self.column = 0

    def _table_column(self, attributes: bytes, _piece: bytes, _at: int) -> None:
        first = self.column + 1
        self.column += number(attributes, b"columns-repeated")
        if _HIDDEN.search(attributes):
            self.asides[-1].hide_column(first, self.column)

    def _table_row(self, attributes: bytes, piece: bytes, at: int) -> None:
        first = self.row + 1
        self.row += number(attributes, b"rows-repeated")
        if _HIDDEN.search(attributes):
            self.asides[-1].hide_row(first, self.row)
        end = piece.find(_END, at)
        cells = piece[at:end] if end >= 0 else piece[at:]
        if b'value-type="error"' in cells or b"-spanned=" in cells:
            _look_at_cells(cells, first, self.asides[-1])


def _look_at_cells(cells: bytes, row: int, aside: Aside) -> None:
    column = 1
    for found in _CELL.finditer(cells):
        if b'value-type="error"' in found[1]:
            text = _TEXT.search(cells, found.end())
            aside.err(row, column, said(text[1]) if text else "")
        rows, columns = number(found[1], b"rows-spanned"), number(found[1], b"columns-spanned")
        if rows * columns > 1:
            aside.merged.append((row, column, row + rows - 1, column + columns - 1))
        column += number(found[1], b"columns-repeated")


def number(attributes: bytes, name: bytes) -> int:
    found = _ATTRIBUTE[name].search(attributes)
    return int(found[1]) if found else 1

"""Of .xlsx: its worksheets' XML is looked through for a few marks while it is unpacked."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree

from exchange.files.aside import Aside, Pieces, said

_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true|on)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_NUMBER = {name: re.compile(rb"""\b%s=["'](\d{1,7})["']""" % name) for name in (b"r", b"min", b"max")}
_PLACE = rb"""<(?:\w+:)?c\b(?=[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'])"""
_VALUE = rb"<(?:\w+:)?v>([^<]*)<"
_ERROR = re.compile(
    _PLACE + rb"""(?=[^>]*\bt=["']e["'])[^>]*>(?:<(?:\w+:)?f\b[^>]*>(?:[^<]*</(?:\w+:)?f>)?)?""" + _VALUE
)
# Without a value, or with one that openpyxl writes so; programs that reckon write an empty text as <v></v>.
_UNRECKONED = re.compile(
    _PLACE
    + rb"""(?![^>]*\bt=["']str["'])[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)"""
    + rb"\s*(?:<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_TYPES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Worksheets:
    """By the name of the part, whatever parts there are: which of them are worksheets is known only afterwards."""

    def __init__(self) -> None:
        self.asides: dict[str, Aside] = {}
        self.name, self.pieces = "", Pieces(b"row>", lambda _piece: None)

    def see(self, name: str, chunk: bytes) -> None:
        if name != self.name:
            self.finish()
            aside = self.asides[name] = Aside()
            self.name, self.pieces = name, Pieces(b"row>", lambda piece: look(piece, aside))
        if name.endswith(".xml"):
            self.pieces.feed(chunk)

    def finish(self) -> None:
        self.pieces.finish()


def look(piece: bytes, aside: Aside) -> None:
    if b"hidden=" in piece:
        _hidden(piece, aside)
    if b't="e"' in piece or b"t='e'" in piece:
        for letters, row, text in _ERROR.findall(piece):
            aside.err(int(row), column_of(letters), said(text))
    if b"f>" in piece or b"<f" in piece:
        for letters, row, formula in _UNRECKONED.findall(piece):
            aside.err(int(row), column_of(letters), "=" + said(formula))


def _hidden(piece: bytes, aside: Aside) -> None:
    for tag in filter(_HIDDEN.search, _ROW.findall(piece)):
        if row := _number(tag, b"r"):
            aside.hide_row(row, row)
    for tag in filter(_HIDDEN.search, _COLUMN.findall(piece)):
        first, last = _number(tag, b"min"), _number(tag, b"max")
        if first and last:
            aside.hide_column(first, last)


def _number(tag: bytes, name: bytes) -> int:
    found = _NUMBER[name].search(tag)
    return int(found[1]) if found else 0


def column_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def parts_by_name(content: bytes) -> dict[str, str]:
    """{name of a worksheet: name of its part}, as the workbook relates them."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        real = {name.replace("\\", "/"): name for name in archive.namelist()}
        book = ElementTree.fromstring(archive.read(real["xl/workbook.xml"]))
        relations = real.get("xl/_rels/workbook.xml.rels")
        related: Iterable[ElementTree.Element] = ElementTree.fromstring(archive.read(relations)) if relations else ()
    targets = {each.get("Id", ""): _path(each.get("Target", "")) for each in related}
    sheets = (each for each in book.iter() if each.tag.rpartition("}")[2] == "sheet")
    return {each.get("name", ""): targets.get(each.get(_TYPES, ""), "") for each in sheets}


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("xl", target.replace("\\", "/"))).lstrip("/")

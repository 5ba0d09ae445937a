"""Files as offices send them, made from rows of plain values."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
import xlwt

from exchange.files.book import BETWEEN, Row, Worksheet
from ui.workbooks.reading import Area

Rows = Sequence[Sequence[Any]]


def sheet(rows: Rows, merged: Sequence[str] = (), name: str = "DS") -> Worksheet:
    """A worksheet as it is read: blank rows are not in it."""
    lines = [BETWEEN.join(str(value) for value in row).rstrip(BETWEEN) for row in rows]
    read = [Row(number, line) for number, line in enumerate(lines, start=1) if line]
    return Worksheet(name, read, merged=tuple(map(area, merged)))


def area(said: str) -> Area:
    first, last = said.split(":")
    return Area(int(first[1:]), ord(first[0]) - 64, int(last[1:]), ord(last[0]) - 64)


def xlsx(sheets: Mapping[str, Rows], change: Callable[[Any, Mapping[str, Any]], object] | None = None) -> bytes:
    """`change` gets the book and its worksheets by name before it is closed."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_urls": False, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    written = {name: book.add_worksheet(name) for name in sheets}
    for name, rows in sheets.items():
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    written[name].write_datetime(at, column, value, day)
                elif value is not None and value != "":
                    written[name].write(at, column, value)
    if change:
        change(book, written)
    book.close()
    return stream.getvalue()


def xls(sheets: Mapping[str, Rows], change: Callable[[Mapping[str, Any]], object] | None = None) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    plain, day = xlwt.XFStyle(), xlwt.XFStyle()
    day.num_format_str = "DD/MM/YYYY"
    written = {name: book.add_sheet(name) for name in sheets}
    for name, rows in sheets.items():
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None and value != "":
                    written[name].write(at, column, value, day if isinstance(value, date) else plain)
    if change:
        change(written)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(sheets: Mapping[str, Rows], parts: Mapping[str, bytes | str] | None = None) -> bytes:
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    return ods_of(tables, parts)


def ods_of(
    tables: str, parts: Mapping[str, bytes | str] | None = None, declaration: str = "", styles: str = ""
) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<office:document-content {NAMESPACES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods_row(row: Iterable[Any], how: str = "") -> str:
    return f"<table:table-row{how}>{''.join(map(ods_cell, row))}</table:table-row>"


def ods_cell(value: Any) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def windows_1258(text: str) -> bytes:
    """Its tones are signs of their own behind the letter."""
    return "".join(map(_tone_apart, text)).encode("cp1258")


def _tone_apart(char: str) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        apart = unicodedata.normalize("NFD", char)
        tones = "".join(sign for sign in apart if sign in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in tones)) + tones
    return char

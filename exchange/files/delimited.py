"""CSV, and text with tabs or other signs between its columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from exchange.files.cleaning import clean
from exchange.files.encodings import decode
from exchange.files.lines import BETWEEN, END, MAX_COLUMNS, MAX_ROWS, Emit, letters, without_controls
from exchange.files.separators import separator_of
from ui.workbooks.archives import Unreadable

# The first line of some files of Excel, which shows it to nobody.
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# "=\"0012\"", by which Excel is made to keep zeros.
_KEPT_ZEROS = re.compile(r'="([^"]*)"')


def read(content: bytes, emit: Emit) -> dict[str, Any]:
    text, encoding = decode(content)
    count = 0
    for line in _lines(text):
        emit(line + END)
        count += 1
    return {"encoding": encoding, "worksheets": [{"name": "", "rows": count}]}


def _lines(text: str) -> Iterator[str]:
    said = _SAID.match(text)
    body = text[said.end() :] if said else text
    csv.field_size_limit(len(body) + 1)
    for number, cells in _records(body, said[1] if said else separator_of(body)):
        if line := clean(BETWEEN.join(map(_plain, cells))):
            _check_size(number, line)
            yield f"{number}{BETWEEN}{line}"


def _records(body: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(body, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error:
        raise Unreadable("quotes", {"row": number + 1}) from None


def _plain(cell: str) -> str:
    kept = _KEPT_ZEROS.fullmatch(cell)
    return without_controls(kept[1] if kept else cell)


def _check_size(number: int, line: str) -> None:
    columns = line.count(BETWEEN) + 1
    if number > MAX_ROWS or columns > MAX_COLUMNS:
        raise Unreadable("too_long", {"address": f"{letters(columns)}{number}", "worksheet": ""})

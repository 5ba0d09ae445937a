"""From the bytes of a file to its worksheets; what can't be read is refused in a sentence that says what to do."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, Any

from exchange.files import child
from exchange.files.book import Book, Row, Worksheet
from exchange.files.lines import BETWEEN, BREAK
from exchange.files.refusals import refused
from exchange.files.remarks import remarks
from ui.vietnamese import nfc
from ui.workbooks.confined import answered
from ui.workbooks.reading import Area

MAX_BYTES = 20 * 1024 * 1024
WALL_SECONDS = 60
CHILD = child.__name__


def read(content: bytes, file_name: str) -> Book:
    """Raises ValidationError."""
    if not content.strip(b" \t\r\n\0"):
        raise refused("empty")
    if len(content) > MAX_BYTES:
        raise refused("too_big")
    with TemporaryFile() as answer:
        if not answered(CHILD, content, answer, seconds=WALL_SECONDS):
            raise refused("too_much")
        return _book(answer, file_name)


def _book(answer: IO[bytes], file_name: str) -> Book:
    told = _told(answer)
    if "refused" in told:
        raise refused(told["refused"], told.get("params"))
    answer.seek(0)
    name = nfc(PurePath(file_name).stem)
    worksheets = tuple(_worksheet(about, answer, name) for about in told["worksheets"])
    if not any(worksheet.rows for worksheet in worksheets):
        raise refused("empty")
    return Book(file_name, told["kind"], worksheets, tuple(remarks(worksheets, told.get("encoding", ""))))


def _told(answer: IO[bytes]) -> dict[str, Any]:
    """The last line."""
    size = answer.seek(0, 2)
    length = 4096
    while True:
        answer.seek(max(size - length, 0))
        _before, end, last = answer.read().rpartition(b"\n")
        if end or length >= size:
            return json.loads(last)
        length *= 16


def _worksheet(about: dict[str, Any], answer: IO[bytes], name: str) -> Worksheet:
    rows = [_row(line.decode()) for line in islice(answer, about["rows"])]
    return Worksheet(
        nfc(about["name"]) or name,
        rows,
        hidden=about.get("hidden", False),
        hidden_rows=tuple(map(tuple, about.get("hidden_rows", ()))),
        hidden_columns=tuple(map(tuple, about.get("hidden_columns", ()))),
        merged=tuple(Area(*corners) for corners in about.get("merged", ())),
    )


def _row(line: str) -> Row:
    number, _between, cells = line[:-1].partition(BETWEEN)
    return Row(int(number), cells.replace(BREAK, "\n"))

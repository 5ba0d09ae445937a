"""CSV and text with tabs."""

from __future__ import annotations

import csv
from io import StringIO

from exchange.files import cleaning
from exchange.files.book import BETWEEN, Book, Row, Worksheet

SEPARATORS = ";,\t|"


def read(content: bytes, file_name: str) -> Book:
    text = content.decode("utf-8-sig")
    separator = max(SEPARATORS, key=text[:10_000].count)
    rows = []
    for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), start=1):
        line = BETWEEN.join(cells).rstrip(BETWEEN)
        if line:
            rows.append(Row(number, cleaning.clean(line)))
    return Book(file_name, "csv", (Worksheet(file_name, rows),))

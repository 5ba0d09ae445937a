"""Reads a workbook that nobody vouches for, in a process of its own, which may be killed without harm.

Run as a script, without any import of ours. Standard input is the file, standard output JSON: {"refused": code}, or
{"sheets": [{"name", "cells": [[row, column, kind, text], ...], "merged": [[row, column, row, column], ...],
"overflow"}]}.
"""

import datetime
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
PARTS = 500
PART_BYTES = 16 * 1024 * 1024
ALL_BYTES = 40 * 1024 * 1024
RATIO = 200
SHEETS = 10
ROWS = 3_000
COLUMNS = 60
CELL_SIGNS = 4_000
# What all worksheets together may bring into the portal: the signs of each cell, and COST for the cell itself.
BUDGET = 4 * 1024 * 1024
COST = 16
CHUNK = 64 * 1024
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
OLE = b"\xd0\xcf\x11\xe0"


class Unreadable(Exception):
    """Its argument is a code that ui.workbooks.reading has a sentence for."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(content: bytes) -> dict[str, Any]:
    try:
        check(content)
        return {"sheets": list(sheets(content))}
    except Unreadable as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "too_much"}
    except Exception:  # whatever a made-up file brings the parser to say
        return {"refused": "broken"}


def check(content: bytes) -> None:
    """What the archive claims is not trusted: every part is unpacked and its bytes are counted."""
    if content.startswith(OLE):
        raise Unreadable("locked")
    if not content.startswith(b"PK"):
        raise Unreadable("not_workbook")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        if len(parts) > PARTS:
            raise Unreadable("too_much")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("locked")
        if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name for name in names):
            raise Unreadable("broken")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Unreadable("macros")
        if "xl/workbook.xml" not in names:
            raise Unreadable("not_workbook")
        total = 0
        for part in parts:
            total += unpacked(archive, part)
            if total > ALL_BYTES or total > RATIO * len(content):
                raise Unreadable("too_much")


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    size, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > PART_BYTES:
                raise Unreadable("too_much")
            # Without the zeros, UTF-16 is read as well.
            seen = tail + chunk.replace(b"\0", b"")
            if DECLARATION.search(seen):
                raise Unreadable("declaration")
            tail = seen[-32:]
    return size


def sheets(content: bytes) -> Iterator[dict[str, Any]]:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    left = BUDGET
    for sheet in book.worksheets[:SHEETS]:
        found = read_sheet(book, sheet, left)
        left -= sum(len(text) + COST for _row, _column, _kind, text in found["cells"])
        yield found


def read_sheet(book: Any, sheet: Any, left: int) -> dict[str, Any]:
    """Row by row as they stand in the file.

    openpyxl's own iteration believes the sheet's size, fills every gap with empty rows and knows no merged cells.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    cells: list[list[Any]] = []
    overflow = False
    with sheet._get_source() as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.parse():
            parser.row_dimensions.clear()
            written = [cell for cell in row if cell["value"] is not None and cell["column"] <= COLUMNS]
            left -= sum(COST + len(str(cell["value"])) for cell in written)
            if written and (number > ROWS or left < 0):
                overflow = True
                break
            cells += ([number, cell["column"], *kind_and_text(cell)] for cell in written)
    merged = parser.merged_cells.mergeCell if parser.merged_cells else []
    return {
        "name": sheet.title,
        "cells": cells,
        "merged": [[area.min_row, area.min_col, area.max_row, area.max_col] for area in merged],
        "overflow": overflow,
    }


def kind_and_text(cell: dict[str, Any]) -> tuple[str, str]:
    value, kind = cell["value"], cell["data_type"]
    if kind in ("f", "e"):
        return ("formula" if kind == "f" else "error"), ""
    if isinstance(value, bool):
        return "truth", "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        return "date", value.isoformat()[:10]
    if isinstance(value, datetime.time | datetime.timedelta):
        return "text", str(value)
    if isinstance(value, str):
        return "text", value[:CELL_SIGNS]
    return "number", repr(value)


if __name__ == "__main__":
    main()

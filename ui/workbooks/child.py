"""Reads a workbook that nobody vouches for, in a process of its own, which may be killed without harm.

Started by ui.workbooks.confined. Standard input is the file, standard output JSON: {"refused": code}, or
{"sheets": [{"name", "cells": [[row, column, kind, text], ...], "merged": [[row, column, row, column], ...],
"overflow"}]}.
"""

import datetime
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ui.workbooks.archives import Limits, Unreadable, look_through
from ui.workbooks.confined import confine

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 10
ANSWER_BYTES = 64 * 1024 * 1024
LIMITS = Limits(parts=500, part_bytes=16 * 1024 * 1024, all_bytes=40 * 1024 * 1024, ratio=200)
SHEETS = 10
ROWS = 3_000
COLUMNS = 60
CELL_SIGNS = 4_000
# What all worksheets together may bring into the portal: the signs of each cell, and COST for the cell itself.
BUDGET = 4 * 1024 * 1024
COST = 16
OLE = b"\xd0\xcf\x11\xe0"


def main() -> None:
    confine(memory=MEMORY, cpu_seconds=CPU_SECONDS, file_bytes=ANSWER_BYTES)
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
    if content.startswith(OLE):
        raise Unreadable("locked")
    if not content.startswith(b"PK") or "xl/workbook.xml" not in look_through(content, LIMITS):
        raise Unreadable("not_workbook")


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

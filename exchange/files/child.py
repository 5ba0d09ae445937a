"""Reads a spreadsheet that nobody vouches for, in a process of its own, which may be killed without harm.

Standard input is the file. Standard output is a line of JSON about the whole ({"refused": code} or {"worksheets": …}),
then the rows, one a line: number of the row, cells.
"""

from __future__ import annotations

import datetime
import json
import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from numbers import Real
from typing import Any

from ui.workbooks import child as archives

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 30
ROWS, COLUMNS, SHEETS = 60_000, 60, 30
BETWEEN, MARK, END = "\x1f", "\x01", "\x1e"
# Line breaks inside a cell stay.
CONTROLS = dict.fromkeys({*range(32), 127} - {10}, " ")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    content = sys.stdin.buffer.read()
    try:
        archives.check(content)
        told, lines = read(content)
    except archives.Unreadable as refused:
        told, lines = {"refused": str(refused)}, []
    except Exception:
        told, lines = {"refused": "broken"}, []
    sys.stdout.write(json.dumps(told) + END)
    sys.stdout.write(END.join(lines))


def read(content: bytes) -> tuple[dict[str, Any], list[str]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    worksheets, lines = [], []
    for position, about in enumerate(book.sheets_metadata[:SHEETS]):
        sheet = book.get_sheet_by_index(position)
        rows = list(written(sheet))
        worksheets.append(
            {
                "name": about.name,
                "hidden": about.visible != SheetVisibleEnum.Visible,
                "rows": len(rows),
                "merged": [[a + 1, b + 1, c + 1, d + 1] for (a, b), (c, d) in sheet.merged_cell_ranges or ()],
                "overflow": sheet.height > ROWS or sheet.width > COLUMNS,
            }
        )
        lines += rows
    return {"worksheets": worksheets}, lines


def written(sheet: Any) -> Iterator[str]:
    if sheet.start is None:
        return
    # Rows are told from the first of the worksheet, columns from the first that is used.
    before = BETWEEN * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > ROWS:
            return
        line = BETWEEN.join(map(part, row[:COLUMNS])).rstrip(BETWEEN)
        if line:
            yield f"{number}{BETWEEN}{before}{line}"


def part(value: Any) -> str:
    if value.__class__ is str:
        return value if value.isprintable() else value.translate(CONTROLS)
    if isinstance(value, bool):
        return f"{MARK}b{'TRUE' if value else 'FALSE'}"
    if isinstance(value, Real):
        return f"{MARK}n{value!r}".removesuffix(".0")
    return f"{MARK}d{value.isoformat()[:10]}" if isinstance(value, datetime.date) else str(value)


if __name__ == "__main__":
    main()

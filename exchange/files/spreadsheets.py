"""Excel and LibreOffice, by calamine; what it doesn't tell is put beside it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from io import BytesIO
from math import isfinite
from numbers import Real
from typing import Any

from exchange.files import aside_xls, sniffing
from exchange.files.aside import Aside
from exchange.files.aside_ods import Tables
from exchange.files.aside_xlsx import Worksheets, parts_by_name
from exchange.files.cleaning import clean
from exchange.files.lines import (
    BETWEEN,
    DATE,
    END,
    ERROR,
    MAX_COLUMNS,
    MAX_ROWS,
    NUMBER,
    TRUTH,
    Emit,
    letters,
    marked,
    without_controls,
)
from ui.workbooks.archives import Limits, Unreadable, look_through

LIMITS = Limits(parts=2_000, part_bytes=256 * 1024 * 1024, all_bytes=384 * 1024 * 1024, ratio=200)
MAX_SHEETS = 100
# Days are counted from there; those that are counted as 1900 and as 2100.
_BEFORE_DAYS = datetime.date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = "1905-03-14", "1905-09-30"
# Modules of macros in OpenDocument; each library has two lists of them besides, also an empty one.
_LISTS = ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")


def read(content: bytes, kind: str, emit: Emit) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, PasswordError

    kind, asides = look_aside(content, kind)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except PasswordError:
        raise Unreadable("locked") from None
    if len(book.sheet_names) > MAX_SHEETS:
        raise Unreadable("too_much")
    about = [_worksheet(book, at, asides, emit) for at in range(len(book.sheet_names))]
    return {"kind": kind, "worksheets": about}


def look_aside(content: bytes, kind: str) -> tuple[str, dict[int | str, Aside]]:
    """What sort of workbook it is, and what is known of its worksheets by their name or place."""
    if kind == sniffing.OLD_EXCEL:
        return kind, dict(enumerate(aside_xls.asides(content)))
    sheets, tables = Worksheets(), Tables()

    def see(name: str, chunk: bytes) -> None:
        sheets.see(name, chunk)
        tables.see(name, chunk)

    names = look_through(content, LIMITS, see)
    sheets.finish()
    tables.finish()
    kind = sniffing.kind_of_archive(names)
    if kind == sniffing.ODS:
        _refuse_macros(names)
        return kind, dict(enumerate(tables.asides))
    return kind, {name: sheets.asides[part] for name, part in parts_by_name(content).items() if part in sheets.asides}


def _refuse_macros(names: list[str]) -> None:
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith((*_LISTS, "/")) for name in names):
        raise Unreadable("macros")


def _worksheet(book: Any, at: int, asides: dict[int | str, Aside], emit: Emit) -> dict[str, Any]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    of_book = book.sheets_metadata[at]
    about: dict[str, Any] = {"name": of_book.name, "hidden": of_book.visible != SheetVisibleEnum.Visible, "rows": 0}
    if of_book.typ != SheetTypeEnum.WorkSheet:
        return about
    sheet = book.get_sheet_by_index(at)
    aside = asides.get(of_book.name) or asides.get(at) or Aside()
    for number, line in _lines(sheet, aside, of_book.name):
        emit(f"{number}{BETWEEN}{line}{END}")
        about["rows"] += 1
    merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()] or aside.merged
    return about | {"merged": merged, "hidden_rows": aside.hidden_rows, "hidden_columns": aside.hidden_columns}


def _lines(sheet: Any, aside: Aside, name: str) -> Iterator[tuple[int, str]]:
    for number, parts in _rows(sheet, aside):
        line = clean(BETWEEN.join(parts))
        if not line:
            continue
        if number > MAX_ROWS or (len(parts) > MAX_COLUMNS and line.count(BETWEEN) >= MAX_COLUMNS):
            address = f"{letters(line.count(BETWEEN) + 1)}{number}"
            raise Unreadable("too_long", {"worksheet": name, "address": address})
        yield number, line


def _rows(sheet: Any, aside: Aside) -> Iterator[tuple[int, list[str]]]:
    """Rows come from the first of the worksheet on, cells from the first column that is used."""
    before = [""] * sheet.start[1] if sheet.start else []
    values = sheet.iter_rows() if sheet.start else ()
    last = 0
    for last, row in enumerate(values, start=1):
        parts = before + [
            value if value.__class__ is str and value.isprintable() else _PARTS[value.__class__](value) for value in row
        ]
        yield last, _with_errors(parts, aside.errors[last]) if last in aside.errors else parts
    for number in sorted(row for row in aside.errors if row > last):
        yield number, _with_errors([], aside.errors[number])


def _with_errors(parts: list[str], errors: dict[int, str]) -> list[str]:
    parts += [""] * (max(errors) - len(parts))
    for column, text in errors.items():
        parts[column - 1] = marked(ERROR, without_controls(text))
    return parts


def _number(value: Real) -> str:
    """Whole ones without ".0"."""
    return marked(NUMBER, repr(value).removesuffix(".0")) if isfinite(value) else marked(ERROR, repr(value))


def _day(value: datetime.date) -> str:
    """A year alone that is typed into a cell of days becomes a day of 1905: 1980 is 02/06/1905."""
    day = value.isoformat()[:10]
    if _FIRST_YEAR <= day <= _LAST_YEAR:
        return marked(NUMBER, str((datetime.date.fromisoformat(day) - _BEFORE_DAYS).days))
    return marked(DATE, day)


# By the classes that calamine hands out; a time or a span of time is told as text.
_PARTS: dict[type, Callable[[Any], str]] = {
    str: without_controls,
    int: _number,
    (0.5).__class__: _number,
    bool: lambda value: marked(TRUTH, str(value).upper()),
    datetime.date: _day,
    datetime.datetime: _day,
    datetime.time: str,
    datetime.timedelta: str,
}

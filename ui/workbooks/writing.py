"""Workbooks (.xlsx) that the portal hands out. Every text is written as text: no cell becomes a formula or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from ui.workbooks.reading import address

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A4 = 9
LONGEST_TEXT = 32_000
# A workbook keeps 15 digits of a number; longer ones are written as text.
LARGEST_NUMBER = 10**15
FONT = "Arial"
NAME_LENGTH, FORBIDDEN = 31, re.compile(r"[\[\]:*?/\\]")

# Decimals are shown with two places, days and moments as they are written here; a moment is the local one.
Value = str | int | Decimal | date | None
Place = tuple[int, int]


@dataclass(frozen=True)
class Column:
    """`group`: what stands above it and its neighbours."""

    title: str
    width: int = 12
    locked: bool = True
    hidden: bool = False
    number: bool = False
    choices: Sequence[str] = ()
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class Page:
    """One worksheet: lines of text, then headings and rows. Places in `choices` and `marks` are (row, column) from 0.

    With `protected` only the columns that are not locked can be typed into; there is no password. `marks` colours cells
    and says why in a comment.
    """

    name: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    choices: Mapping[Place, Sequence[str]] = field(default_factory=dict)
    marks: Mapping[Place, str] = field(default_factory=dict)
    protected: bool = False
    frozen_columns: int = 0
    rows_above: int = 0

    @property
    def heading(self) -> int:
        """The row of the headings, from 0; one row is left free below the lines."""
        return max(self.rows_above, len(self.lines) + 1 if self.lines else 0)

    @property
    def first(self) -> int:
        return self.heading + 1 + any(column.group for column in self.columns)


def workbook(pages: Sequence[Page], *, lists: str) -> bytes:
    """The whole file; `lists` names the hidden worksheet that the drop-downs take their words from."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(stream, options)
    formats = _Formats(book)
    words = _Lists(lists)
    taken = {lists.lower()}
    for page in pages:
        _write(book.add_worksheet(_worksheet_name(page.name, taken)), page, formats, words)
    words.write(book)
    book.close()
    return stream.getvalue()


def _worksheet_name(name: str, taken: set[str]) -> str:
    """As a workbook allows it: few signs, some never, and none twice; `taken` in small letters, filled here."""
    clean = FORBIDDEN.sub(" ", name)[:NAME_LENGTH].strip(" '") or "1"
    unique = next(each for each in _numbered(clean) if each.lower() not in taken)
    taken.add(unique.lower())
    return unique


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name[: NAME_LENGTH - 5]} {number}" for number in count(2))


def attachment(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


class _Formats:
    def __init__(self, book: Any):
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": FONT, "font_size": 11, "valign": "top", **properties})
        return self.made[key]

    @property
    def heading(self) -> Any:
        return self.of(bold=True, text_wrap=True, border=1, bg_color="#E3E8EF", valign="vcenter")

    def cell(self, column: Column, value: Value, *, number: bool, marked: bool, protected: bool) -> Any:
        colour = {"bg_color": "#F8D3CF"} if marked else {"bg_color": "#F3F4F6"} if protected and column.locked else {}
        written = "0.00" if isinstance(value, Decimal) else "0" if column.number or number else "@"
        if isinstance(value, date):
            written = "dd/mm/yyyy hh:mm" if isinstance(value, datetime) else "dd/mm/yyyy"
        how = {"num_format": written, "text_wrap": not column.number}
        return self.of(border=1, locked=column.locked, **how, **colour)


class _Lists:
    """Words for drop-downs in columns of a hidden worksheet: written into the cell itself they may not be long."""

    def __init__(self, name: str):
        self.name = name
        self.lists: list[tuple[str, ...]] = []

    def reference(self, words: Sequence[str]) -> str:
        wanted = tuple(words)
        if wanted not in self.lists:
            self.lists.append(wanted)
        letter = chr(ord("A") + self.lists.index(wanted))
        return f"='{self.name}'!${letter}$1:${letter}${len(wanted)}"

    def write(self, book: Any) -> None:
        if not self.lists:
            return
        sheet = book.add_worksheet(self.name)
        for column, words in enumerate(self.lists):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.protect()
        sheet.hide()


def _write(sheet: Any, page: Page, formats: _Formats, words: _Lists) -> None:
    for number, line in enumerate(page.lines):
        sheet.write_string(number, 0, line, formats.of(bold=number == 0, font_size=14 if number == 0 else 11))
    for number, column in enumerate(page.columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
        _head(sheet, page, number, formats)
        if page.rows:
            _validate(sheet, page, number, words)
    for row, values in enumerate(page.rows):
        for number, value in enumerate(values):
            _write_cell(sheet, page, (row, number), value, formats)
    if page.rows:
        sheet.ignore_errors({"number_stored_as_text": _range(page)})
    _set_up(sheet, page)


def _head(sheet: Any, page: Page, number: int, formats: _Formats) -> None:
    column = page.columns[number]
    if column.group and column.group != (page.columns[number - 1].group if number else ""):
        sheet.write_string(page.heading, number, column.group, formats.heading)
    if column.title:
        sheet.write_string(page.first - 1 if column.group else page.heading, number, column.title, formats.heading)


def _range(page: Page) -> str:
    return f"{address(page.first + 1, 1)}:{address(page.first + len(page.rows), len(page.columns))}"


def _write_cell(sheet: Any, page: Page, place: Place, value: Value, formats: _Formats) -> None:
    row, column = page.first + place[0], place[1]
    number = isinstance(value, Decimal) or (isinstance(value, int) and abs(value) < LARGEST_NUMBER)
    mark = page.marks.get(place, "")
    style = formats.cell(page.columns[column], value, number=number, marked=bool(mark), protected=page.protected)
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif number:
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, _local(value), style)
    else:
        sheet.write_string(row, column, str(value)[:LONGEST_TEXT], style)
    if mark:
        sheet.write_comment(row, column, mark, {"x_scale": 2, "y_scale": 1.2})


def _local(value: date) -> date:
    """A workbook knows no zones."""
    return timezone.make_naive(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _validate(sheet: Any, page: Page, number: int, words: _Lists) -> None:
    """Drop-downs offer, and let other spellings pass: what is uploaded is looked at again anyway."""
    column, last = page.columns[number], page.first + len(page.rows) - 1
    rule: dict[str, Any] = {"show_error": False, "input_message": column.hint} if column.hint else {"show_error": False}
    if column.choices:
        offered = rule | {"validate": "list", "source": words.reference(column.choices)}
        sheet.data_validation(page.first, number, last, number, offered)
    elif column.hint:
        sheet.data_validation(page.first, number, last, number, rule | {"validate": "any"})
    for (row, at), choices in page.choices.items():
        if at == number:
            offered = rule | {"validate": "list", "source": words.reference(choices)}
            sheet.data_validation(page.first + row, at, page.first + row, at, offered)


def _set_up(sheet: Any, page: Page) -> None:
    if page.protected:
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    if any(column.title for column in page.columns):
        sheet.freeze_panes(page.first, page.frozen_columns)
        sheet.repeat_rows(page.heading, page.first - 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P/&N")

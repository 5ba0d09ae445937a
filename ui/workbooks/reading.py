"""Workbooks (.xlsx) that people send: read in a process of its own, within limits, and told as plain cells."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ui.numbers import format_input
from ui.old_encodings import old_encoding
from ui.vietnamese import nfc, nfc_lines
from ui.workbooks import child
from ui.workbooks.confined import answered

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = child.ROWS
WALL_SECONDS = 20
CHILD = child.__name__
# Text in an encoding of before Unicode (ui.old_encodings).
OLD = "old"
# Control signs, surrogates and unassigned ones: a database may refuse them, and nobody typed them.
UNPRINTED = {"Cc", "Cs", "Cn"}
REFUSALS = {
    "too_big": _("The file is larger than 5 MB. Take pictures and worksheets of your own out of it."),
    "not_workbook": _("This is not an Excel workbook. Save it as “Excel Workbook (.xlsx)” and send that file."),
    "locked": _(
        "The file is locked with a password, or is of the old kind (.xls). Save it without a password as .xlsx and "
        "send that file."
    ),
    "macros": _("The file holds macros. Save it as “Excel Workbook (.xlsx)”, without macros, and send that file."),
    "declaration": _("The file holds parts that do not belong in a workbook. Download the workbook again and fill it."),
    "too_much": _("The file unpacks to far more than a sheet needs. Download the workbook again and fill it."),
    "broken": _("The file is damaged and cannot be read. Open it in Excel, save it again as .xlsx and send that file."),
}


class Cell(NamedTuple):
    """`kind`: text, number, date, truth, formula, error, old; of the last three the content is not read."""

    kind: str
    text: str

    @property
    def is_read(self) -> bool:
        return self.kind not in ("formula", "error", OLD)


@dataclass(frozen=True)
class Area:
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"

    def meets(self, row: int, columns: Iterable[int]) -> bool:
        inside = any(self.first_column <= column <= self.last_column for column in columns)
        return inside and self.first_row <= row <= self.last_row


@dataclass(frozen=True)
class Worksheet:
    """Rows and columns count from 1; `overflow` says that there is more below MAX_ROWS."""

    name: str
    rows: dict[int, dict[int, Cell]]
    merged: list[Area]
    overflow: bool


def address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read(content: bytes) -> list[Worksheet]:
    """Raises ValidationError with a sentence that says what to do."""
    if len(content) > MAX_BYTES:
        raise _refused("too_big")
    answer = _ask_child(content)
    if "refused" in answer:
        raise _refused(answer["refused"])
    return [_worksheet(found) for found in answer["sheets"]]


def _refused(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)


def _ask_child(content: bytes) -> dict[str, Any]:
    """Whatever happens to it (memory, time, a crash) is an answer too."""
    with TemporaryFile() as answer:
        if not answered(CHILD, content, answer, seconds=WALL_SECONDS):
            return {"refused": "too_much"}
        answer.seek(0)
        return json.load(answer)


def _worksheet(answer: dict[str, Any]) -> Worksheet:
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, kind, text in answer["cells"]:
        cell = Cell(OLD, text) if kind == "text" and old_encoding(text) else Cell(kind, _plain(kind, text))
        if cell.text or not cell.is_read:
            rows.setdefault(row, {})[column] = cell
    return Worksheet(nfc(answer["name"]), rows, [Area(*corners) for corners in answer["merged"]], answer["overflow"])


def _plain(kind: str, text: str) -> str:
    """A number becomes what a person would type in the language of the page, a date day first."""
    if kind == "number":
        number = Decimal(text)
        if not number.is_finite():
            # A file can hold a number beyond what its reader can: it is refused as what it is read as.
            return text
        return format_input(int(number) if number == number.to_integral_value() else number)
    if kind == "date":
        return "/".join(reversed(text.split("-")))
    return nfc_lines(
        "".join(char if char.isspace() or unicodedata.category(char) not in UNPRINTED else " " for char in text)
    )

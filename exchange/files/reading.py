"""From the bytes of a file to its worksheets; what can't be read is refused in a sentence that says what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from exchange.files import cleaning, delimited
from exchange.files.book import BETWEEN, Book, Row, Worksheet
from exchange.files.child import END
from ui.workbooks.reading import Area

MAX_BYTES = 20 * 1024 * 1024
WALL_SECONDS = 60
ROOT = Path(__file__).resolve().parents[2]
CHILD = "import sys; sys.path.append(sys.argv[1]); from exchange.files import child; child.main()"
REFUSALS = {
    "too_big": _("The file is larger than 20 MB. Copy the list alone into a new workbook."),
    "not_table": _("This file is no table. Send an Excel (.xlsx, .xls), LibreOffice (.ods) or CSV file."),
    "locked": _("The file is locked with a password. Save it without a password and send that file."),
    "macros": _("The file holds macros. Save it as “Excel Workbook (.xlsx)”, without macros, and send that file."),
    "declaration": _("The file holds parts that do not belong in a workbook. Save it anew and send that file."),
    "too_much": _("The file unpacks to far more than a list needs. Copy the list alone into a new workbook."),
    "broken": _("The file is damaged and cannot be read. Open it, save it again as .xlsx and send that file."),
    "empty": _("The file is empty. Check that the right file was chosen."),
}


def read(content: bytes, file_name: str) -> Book:
    """Raises ValidationError with a sentence that says what to do; its code is one of REFUSALS."""
    if not content:
        raise _refused("empty")
    if len(content) > MAX_BYTES:
        raise _refused("too_big")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return Book(file_name, "xlsx", _worksheets(content))
    return delimited.read(content, file_name)


def _refused(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)


def _worksheets(content: bytes) -> tuple[Worksheet, ...]:
    told, *lines = _ask_child(content)
    answer: dict[str, Any] = json.loads(told)
    if "refused" in answer:
        raise _refused(answer["refused"])
    left = iter(lines)
    return tuple(_worksheet(about, list(islice(left, about["rows"]))) for about in answer["worksheets"])


def _ask_child(content: bytes) -> list[str]:
    """Whatever happens to it (memory, time, a crash) is an answer too."""
    command = [sys.executable, "-I", "-c", CHILD, str(ROOT)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=WALL_SECONDS, env={}, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise _refused("too_much") from None
    return done.stdout.decode().split(END)


def _worksheet(about: dict[str, Any], lines: list[str]) -> Worksheet:
    rows = []
    for line in lines:
        number, _between, cells = line.partition(BETWEEN)
        rows.append(Row(int(number), cleaning.clean(cells)))
    merged = tuple(Area(*corners) for corners in about["merged"])
    return Worksheet(about["name"], rows, hidden=about["hidden"], merged=merged, overflow=about["overflow"])

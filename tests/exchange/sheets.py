"""Files as people send them: rows of text as CSV or as a workbook."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from ui.workbooks.writing import Column, Page, workbook

HEADINGS = ("Mã", "Tên", "Loại", "Mã tổ chức cấp trên", "Ngày thành lập", "Số quyết định")


def csv_file(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows([headings, *rows])
    return stream.getvalue().encode("utf-8-sig")


def xlsx_file(rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS, name: str = "DS") -> bytes:
    return workbook([Page(name, [], [Column(heading) for heading in headings], rows)], lists="x")

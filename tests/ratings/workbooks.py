"""Workbooks as people bring them back: a downloaded one, with cells changed as Excel would leave them."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl

from ratings.grid.material import Material
from ratings.models import Sheet
from ratings.workbook import sheet as workbook_sheet
from ui.vietnamese import fold


def downloaded(sheet: Sheet) -> bytes:
    return workbook_sheet.sheet_workbook(Material.of(Sheet.objects.get(pk=sheet.pk)))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def heading(worksheet: Any) -> tuple[int, dict[str, int]]:
    """The row of the headings, and the column of each heading without marks."""
    for row in worksheet.iter_rows(max_row=20):
        if row[0].value == "Mã dòng":
            return row[0].row, {fold(str(cell.value)): cell.column for cell in row if cell.value}
    raise LookupError("no headings")


def place(worksheet: Any, code: str, title: str) -> Any:
    """The cell of the row with this code below this heading."""
    row, columns = heading(worksheet)
    for number in range(row + 1, worksheet.max_row + 1):
        if worksheet.cell(number, columns["ma dong"]).value == code:
            return worksheet.cell(number, columns[fold(title)])
    raise LookupError(code)


def filled(content: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """`cells` by (row code, heading); codes of questions stand in the second worksheet."""
    book = opened(content)
    for (code, title), value in cells.items():
        worksheets = [each for each in book.worksheets if each.title in ("Đảng viên", "Tổ chức")]
        for worksheet in worksheets:
            try:
                place(worksheet, code, title).value = value
            except (LookupError, KeyError):
                continue
    return saved(book)

"""What a workbook holds for one sheet: which worksheets are ours, which rows and cells, and nothing judged yet.

Contents are plain JSON: {"base": version, "members": table, "organization": table}, a table being {"name": worksheet,
"heading": row, "columns": {field: column}, "rows": [[row, {field: [kind, text]}, merged area], ...]}.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ratings.models import Sheet
from ratings.workbook.layout import CODE, MEMBER_COLUMNS, NAME, ORGANIZATION_COLUMNS, SHEET_CODE, VALUE, Field
from ui.vietnamese import fold
from ui.workbooks.reading import MAX_BYTES, MAX_ROWS, REFUSALS, Cell, Worksheet, read

HEADING_WITHIN = 20
TABLES = {
    "members": ({CODE, "level"}, MEMBER_COLUMNS),
    "organization": ({CODE, VALUE}, ORGANIZATION_COLUMNS),
}

Contents = dict[str, Any]


class UploadForm(forms.Form):
    workbook = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the workbook that you filled."),
            "empty": gettext_lazy("The file is empty. Choose the workbook that you filled."),
            "invalid": gettext_lazy("Choose the workbook that you filled."),
            "missing": gettext_lazy("Choose the workbook that you filled."),
        },
        max_length=200,
    )

    def clean_workbook(self) -> UploadedFile:
        file = self.cleaned_data["workbook"]
        if file.size > MAX_BYTES:
            raise ValidationError(REFUSALS["too_big"], code="too_big")
        return file


def contents_of(content: bytes, sheet: Sheet) -> Contents:
    """Raises ValidationError with a sentence when the file is not a workbook of this sheet."""
    worksheets = read(content)
    found: Contents = {"base": None}
    for name, (needed, fields) in TABLES.items():
        if table := _table(worksheets, needed, fields):
            found[name] = table
    if not any(name in found for name in TABLES):
        raise ValidationError(
            _("No worksheet in this file has the columns of the sheet. Download the workbook here, and fill that one.")
        )
    headings = {found[name]["name"]: found[name]["heading"] for name in TABLES if name in found}
    found["base"] = _base([each for each in worksheets if each.name in headings], headings, sheet)
    if not any(found[name]["rows"] for name in TABLES if name in found):
        raise ValidationError(_("The workbook holds no rows. Download it here again, and fill it."))
    return found


def _base(worksheets: Iterable[Worksheet], headings: dict[str, int], sheet: Sheet) -> int:
    """The version that the workbook was downloaded at, from above the headings; another sheet's workbook is refused."""
    top = (cell.text for each in worksheets for cell in _cells(each, range(1, headings[each.name])))
    codes = {match.groups() for text in top if (match := SHEET_CODE.search(text))}
    if not codes:
        raise ValidationError(
            _("The sheet code at the top of the workbook is missing. Download the workbook here again, and fill it.")
        )
    here = (str(sheet.rating_year.year), sheet.organization.code)
    for year, code, _version in codes:
        if (year, code) != here:
            raise ValidationError(
                _("This workbook belongs to sheet %(theirs)s, not to %(here)s. Choose the other file, or its sheet.")
                % {"theirs": f"{year}-{code}", "here": "-".join(here)}
            )
    return min(int(version) for _year, _code, version in codes)


def _cells(worksheet: Worksheet, rows: Iterable[int]) -> Iterable[Cell]:
    return (cell for row in rows for cell in worksheet.rows.get(row, {}).values())


def _table(worksheets: Iterable[Worksheet], needed: set[str], fields: Sequence[Field]) -> dict[str, Any] | None:
    ours = [(worksheet, *found) for worksheet in worksheets if (found := _heading(worksheet, needed, fields))]
    if not ours:
        return None
    if len(ours) > 1:
        names = ", ".join(f"“{worksheet.name}”" for worksheet, _row, _columns in ours)
        raise ValidationError(_("Several worksheets hold the same rows: %(names)s. Keep one.") % {"names": names})
    worksheet, heading, columns = ours[0]
    if worksheet.overflow:
        raise ValidationError(
            _("Worksheet “%(name)s” has more than %(limit)s rows. Take out what is not of the sheet.")
            % {"name": worksheet.name, "limit": MAX_ROWS}
        )
    rows = list(_rows(worksheet, heading, columns))
    return {"name": worksheet.name, "heading": heading, "columns": columns, "rows": rows}


def _heading(worksheet: Worksheet, needed: set[str], fields: Sequence[Field]) -> tuple[int, dict[str, int]] | None:
    """The row that names the columns, wherever in the first rows it stands and in whatever order it has them."""
    known = {title: field.name for field in fields for title in field.titles}
    for number in range(1, HEADING_WITHIN + 1):
        cells = sorted(worksheet.rows.get(number, {}).items())
        named = [(name, column, cell.text) for column, cell in cells if (name := known.get(fold(cell.text)))]
        columns = {name: column for name, column, _title in named}
        if not needed <= set(columns):
            continue
        for name, column, title in named:
            if columns[name] != column:
                raise ValidationError(_("Column “%(title)s” is there twice. Keep one.") % {"title": title})
        return number, columns
    return None


def _rows(worksheet: Worksheet, heading: int, columns: dict[str, int]) -> Iterable[list[Any]]:
    fields = MEMBER_COLUMNS if VALUE not in columns else ORGANIZATION_COLUMNS
    read_fields = {field.name for field in fields if field.is_typed} | {CODE, NAME}
    taken = {name: column for name, column in columns.items() if name in read_fields}
    for number in sorted(worksheet.rows):
        cells = {name: worksheet.rows[number].get(column) for name, column in taken.items()}
        if number <= heading or not any(cells.values()):
            continue
        merged = [str(area) for area in worksheet.merged if area.meets(number, taken.values())]
        told = {name: [cell.kind, cell.text] for name, cell in cells.items() if cell}
        yield [number, told, ", ".join(merged)]

"""What a workbook holds for one sheet: which worksheets are ours, which rows and cells, and nothing judged yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ratings.models import Sheet
from ratings.workbook.around import refuse_renamed, rows_of_data
from ratings.workbook.columns import (
    ALL_MEMBER_COLUMNS,
    CODE,
    NAME,
    ORGANIZATION_COLUMNS,
    VALUE,
    Field,
    member_columns,
)
from ratings.workbook.layout import SHEET_CODE
from ui import frozen
from ui.characters import alike
from ui.old_encodings import old_encoding, sentence_about
from ui.vietnamese import fold, nfc, number_key
from ui.workbooks.reading import MAX_ROWS, OLD, Cell, Worksheet, read

HEADING_WITHIN = 20


class SentRow(NamedTuple):
    """`number` in the worksheet; `merged`: the areas of merged cells that it touches, for a sentence."""

    number: int
    cells: Mapping[str, Cell]
    merged: str

    @property
    def code(self) -> str:
        return alike(nfc(self.text(CODE))).upper()

    def text(self, name: str) -> str:
        return self.cells[name].text if name in self.cells else ""


@dataclass(frozen=True)
class SentTable:
    """One worksheet: its name, the row of its headings, and the columns that they name."""

    name: str
    heading: int
    columns: Mapping[str, int]
    rows: tuple[SentRow, ...]


@dataclass(frozen=True)
class Contents:
    """`base`: the version of the sheet that the workbook was downloaded at."""

    base: int
    members: SentTable | None = None
    organization: SentTable | None = None

    def to_json(self) -> dict[str, Any]:
        return frozen.encode(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Contents:
        """Also of uploads that wait since numbers were kept as such and a table that is not there was left out."""
        return frozen.decode(cls, {"members": None, "organization": None} | data)


class Headings(NamedTuple):
    row: int
    columns: dict[str, int]


def contents_of(content: bytes, sheet: Sheet) -> Contents:
    """Raises ValidationError with a sentence when the file is not a workbook of this sheet."""
    worksheets = read(content)
    # The columns without which it is no table of ours, and all that there are.
    members = _table(worksheets, {CODE, "level"}, member_columns(sheet))
    organization = _table(worksheets, {CODE, VALUE}, ORGANIZATION_COLUMNS)
    tables = [table for table in (members, organization) if table]
    if not tables:
        _refuse_old_encodings(worksheets)
        raise ValidationError(
            gettext(
                "No worksheet in this file has the columns of the sheet. Download the workbook here, and fill that one."
            )
        )
    headings = {table.name: table.heading for table in tables}
    base = _base([each for each in worksheets if each.name in headings], headings, sheet)
    if not any(table.rows for table in tables):
        raise ValidationError(gettext("The workbook holds no rows. Download it here again, and fill it."))
    return Contents(base, members, organization)


def _refuse_old_encodings(worksheets: Iterable[Worksheet]) -> None:
    """Headings in such letters are no headings of ours."""
    cells = (cell for each in worksheets for row in each.rows.values() for cell in row.values())
    if old := next((cell.text for cell in cells if cell.kind == OLD), ""):
        raise ValidationError(sentence_about(old_encoding(old)))


def _base(worksheets: Iterable[Worksheet], headings: dict[str, int], sheet: Sheet) -> int:
    """The version that the workbook was downloaded at, from above the headings; another sheet's workbook is refused."""
    top = (cell.text for each in worksheets for cell in _cells(each, range(1, headings[each.name])))
    codes = {match.groups() for text in top if (match := SHEET_CODE.search(alike(text)))}
    if not codes:
        raise ValidationError(
            gettext(
                "The sheet code at the top of the workbook is missing. Download the workbook here again, and fill it."
            )
        )
    here = (str(sheet.rating_year.year), sheet.organization.code)
    for year, code, _version in codes:
        if (year, number_key(code)) != (here[0], number_key(here[1])):
            raise ValidationError(
                gettext(
                    "This workbook belongs to sheet %(theirs)s, not to %(here)s. Choose the other file, or its sheet."
                )
                % {"theirs": f"{year}-{code}", "here": "-".join(here)}
            )
    return min(int(version) for _year, _code, version in codes)


def _cells(worksheet: Worksheet, rows: Iterable[int]) -> Iterable[Cell]:
    return (cell for row in rows for cell in worksheet.rows.get(row, {}).values())


def _table(worksheets: Iterable[Worksheet], needed: set[str], fields: Sequence[Field]) -> SentTable | None:
    ours = [(worksheet, *found) for worksheet in worksheets if (found := _headings(worksheet, needed, fields))]
    if not ours:
        return None
    if len(ours) > 1:
        names = ", ".join(f"“{worksheet.name}”" for worksheet, _row, _columns in ours)
        raise ValidationError(gettext("Several worksheets hold the same rows: %(names)s. Keep one.") % {"names": names})
    worksheet, heading, columns = ours[0]
    if worksheet.overflow:
        raise ValidationError(
            gettext("Worksheet “%(name)s” has more than %(limit)s rows. Take out what is not of the sheet.")
            % {"name": worksheet.name, "limit": MAX_ROWS}
        )
    return SentTable(worksheet.name, heading, columns, tuple(_rows(worksheet, heading, columns)))


def _headings(worksheet: Worksheet, needed: set[str], fields: Sequence[Field]) -> Headings | None:
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
                raise ValidationError(gettext("Column “%(title)s” is there twice. Keep one.") % {"title": title})
        refuse_renamed(worksheet, number, columns, fields)
        return Headings(number, columns)
    return None


def _rows(worksheet: Worksheet, heading: int, columns: dict[str, int]) -> Iterable[SentRow]:
    fields = ALL_MEMBER_COLUMNS if VALUE not in columns else ORGANIZATION_COLUMNS
    read_fields = {field.name for field in fields if field.is_typed} | {CODE, NAME}
    taken = {name: column for name, column in columns.items() if name in read_fields}
    for number in rows_of_data(worksheet, heading, columns[CODE]):
        cells = {name: worksheet.rows[number].get(column) for name, column in taken.items()}
        if not any(cells.values()):
            continue
        merged = [str(area) for area in worksheet.merged if area.meets(number, taken.values())]
        yield SentRow(number, {name: cell for name, cell in cells.items() if cell}, ", ".join(merged))

"""A sheet as a workbook to be filled in and sent back."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from ratings.grid import rows as grid_rows
from ratings.grid.material import Material
from ratings.grid.values import POINTS
from ratings.models import Sheet
from ratings.workbook.columns import typed_names
from ratings.workbook.layout import QuestionRow, asked, guide_page, members_page, organization_page
from ratings.workbook.words import inputs, known, word
from ui.numbers import parse_decimal
from ui.workbooks.writing import Value, workbook


def sheet_workbook(material: Material) -> bytes:
    """The sheet as it is saved; sent back unchanged, it changes nothing."""
    sheet = material.sheet
    pages = [organization_page(material, organization_answers(material), {}), guide_page(sheet)]
    if sheet.is_cell:
        pages.insert(0, members_page(sheet, member_rows(material), {}))
    return workbook(pages, lists=gettext("Lists"))


def member_rows(material: Material) -> list[dict[str, Value]]:
    sheet = material.sheet
    lines = grid_rows.member_lines(sheet, material.participants, material.stored, {}, {}, ())
    members = [each.member for each in material.participants]
    return [
        {
            "code": member.code,
            "number": line.number,
            "name": member.full_name,
            "birth": member.birth_date.year,
            "last": word(sheet, "", "level", str(line.last_level)) if line.last_level else "",
            **{name: written(sheet, line.key, name, line.raw[name]) for name in typed_names(sheet)},
        }
        for member, line in zip(members, lines, strict=True)
    ]


def organization_answers(material: Material) -> dict[str, Value]:
    rows = list(asked(material))
    raw = {key: inputs(material, material.stored, key) for key in {row.key for row in rows}}
    return {row.code: _answer(row, raw[row.key][row.field]) for row in rows}


def _answer(row: QuestionRow, raw: str) -> Value:
    return parse_decimal(raw) if row.field in POINTS and raw else as_value(raw, row.choices, row.field)


def written(sheet: Sheet, key: str, name: str, raw: str) -> Value:
    """What stands in an input, as a word or as a number: that is read back the same in either language."""
    if name in POINTS and raw:
        return parse_decimal(raw)
    return as_value(raw, known(sheet, key, name), name)


def as_value(raw: str, words: Mapping[str, str], name: str) -> Value:
    is_number = raw not in words and raw.isascii() and raw.isdigit() and name not in ("note", "text")
    return int(raw) if is_number else words.get(raw, raw)

"""What is taken home as a workbook: a sheet, to be filled and sent back, and the board of a year as it is filtered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from ratings import grid
from ratings.board import Standing
from ratings.entry import OWN, WORK
from ratings.imports import Contents
from ratings.models import RatingYear, Sheet
from ratings.pages import Material
from ratings.workbook.layout import (
    CODE,
    MEMBER_COLUMNS,
    NAME,
    ORGANIZATION_COLUMNS,
    TYPED,
    VALUE,
    Field,
    asked,
    guide_page,
    members_page,
    organization_page,
)
from ratings.workbook.preview import Preview
from ratings.workbook.words import inputs, word
from ui.workbook_lists import list_workbook
from ui.workbook_reading import address
from ui.workbooks import Column, Page, Value, workbook


def sheet_workbook(material: Material) -> bytes:
    """The sheet as it is saved; sent back unchanged, it changes nothing."""
    sheet = material.sheet
    pages = [organization_page(sheet, organization_answers(material), {}), guide_page()]
    if sheet.organization.is_cell:
        pages.insert(0, members_page(sheet, member_rows(material), {}))
    return workbook(pages, lists=_("Lists"))


def member_rows(material: Material) -> list[dict[str, Value]]:
    sheet = material.sheet
    lines = grid.member_lines(sheet, material.members, material.stored, {}, {}, ())
    return [
        {
            "code": member.code,
            "number": line.number,
            "name": member.full_name,
            "birth": member.birth_date.year,
            "last": word(sheet, "", "level", str(line.last_level)) if line.last_level else "",
            **{name: written(sheet, line.key, name, line.raw[name]) for name in TYPED},
        }
        for member, line in zip(material.members, lines, strict=True)
    ]


def organization_answers(material: Material) -> dict[str, Value]:
    sheet = material.sheet
    raw = {key: inputs(material.stored, key) for key in (OWN, WORK)}
    return {row.code: written(sheet, row.key, row.field, raw[row.key][row.field]) for row in asked(sheet)}


def written(sheet: Sheet, key: str, name: str, raw: str) -> Value:
    """What stands in an input, as a word or as a number."""
    said = word(sheet, key, name, raw)
    is_number = said == raw and raw.isascii() and raw.isdigit() and name != "note"
    return int(raw) if is_number else said


def marked_workbook(material: Material, contents: Contents, shown: Preview) -> bytes:
    """What was sent, laid out afresh, with what is wrong in red and listed in front: to be corrected and sent again."""
    sheet = material.sheet
    pages, listed = [], []
    if table := contents.get("members"):
        at = {number: place for place, (number, _told, _merged) in enumerate(table["rows"])}
        marks = _marks(shown, table["name"], at)
        pages.append(members_page(sheet, _sent_rows(material, table), marks))
        listed += _listed(pages[-1], shown, table["name"], at, MEMBER_COLUMNS)
    if table := contents.get("organization"):
        answers = {told[CODE][1]: _sent(told, VALUE) for _number, told, _merged in table["rows"] if CODE in told}
        places = {row.code: place for place, row in enumerate(asked(sheet))}
        at = {number: places[code] for number, told, _m in table["rows"] if (code := _sent_code(told)) in places}
        marks = _marks(shown, table["name"], at)
        pages.append(organization_page(sheet, answers, marks))
        listed += _listed(pages[-1], shown, table["name"], at, ORGANIZATION_COLUMNS)
    columns = [Column(_("Cell"), 10), Column(_("Worksheet"), 16), Column(_("Row"), 34), Column(_("What to do"), 90)]
    lines = [
        _("What is wrong in this workbook"),
        _("Correct the red cells in the other worksheets and send this file."),
    ]
    return workbook([Page(_("Errors"), lines, columns, listed), *pages], lists=_("Lists"))


def _sent_code(told: Mapping[str, Sequence[str]]) -> str:
    return told[CODE][1].upper() if CODE in told else ""


def _sent(told: Mapping[str, Sequence[str]], name: str) -> Value:
    text = told[name][1] if name in told else ""
    return int(text) if text.isascii() and text.isdigit() and name not in (CODE, "note") else text


def _sent_rows(material: Material, table: Mapping[str, Any]) -> list[dict[str, Value]]:
    known = {row["code"]: row for row in member_rows(material)}
    rows = []
    for _number, told, _merged in table["rows"]:
        as_saved = known.get(_sent_code(told), {})
        rows.append(
            {**as_saved, **{name: _sent(told, name) for name in (CODE, NAME, *TYPED) if name in table["columns"]}}
        )
    return rows


def _marks(shown: Preview, worksheet: str, at: Mapping[int, int]) -> dict[tuple[int, str], str]:
    marks: dict[tuple[int, str], str] = {}
    for problem in shown.problems:
        name, number, field = problem.place
        if name == worksheet and number in at:
            before = marks.get((at[number], field), "")
            marks[at[number], field] = f"{before} {problem.sentence}".strip()
    return marks


def _listed(
    page: Page, shown: Preview, worksheet: str, at: Mapping[int, int], fields: Sequence[Field]
) -> list[list[Value]]:
    """Where each problem stands in the new file; a row that is not laid out again has no cell there."""
    columns = {field.name: number for number, field in enumerate(fields, start=1)}
    return [
        [
            address(page.first + 1 + at[number], columns[field]) if number in at else "",
            page.name,
            f"{line.code} {line.name}".strip(),
            problem.sentence,
        ]
        for line in shown.lines
        for problem in line.problems
        for name, number, field in [problem.place]
        if name == worksheet
    ]


def board_workbook(rating_year: RatingYear, listed: Sequence[Standing], chosen: Mapping[str, str], user: User) -> bytes:
    """The columns of the board and the rows that its filter shows; `chosen` is the filter in words."""
    columns = [
        Column(_("Code"), 12),
        Column(_("Party organisation"), 46),
        Column(_("State"), 22),
        Column(_("Time"), 24),
        Column(_("Entered"), 30),
        Column(_("Level"), 30),
        Column(_("Submitted by"), 26),
    ]
    return list_workbook(
        name=_("Board"),
        title=_("Yearly rating %(year)s") % {"year": rating_year.year},
        chosen=chosen,
        by=user,
        columns=columns,
        rows=[_standing(standing) for standing in listed],
        frozen_columns=2,
    )


def _standing(standing: Standing) -> list[Value]:
    return [
        standing.organization.code,
        standing.organization.name,
        standing.state_words,
        standing.time_words,
        standing.progress_words,
        str(standing.level_words),
        standing.submitted_by,
    ]

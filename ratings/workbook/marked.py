"""A workbook that was sent, laid out again with what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from ratings.grid.material import Material
from ratings.workbook.columns import CODE, NAME, ORGANIZATION_COLUMNS, VALUE, Field, member_columns, typed_names
from ratings.workbook.contents import Contents, SentRow, SentTable
from ratings.workbook.layout import asked, members_page, organization_page
from ratings.workbook.preview import Preview
from ratings.workbook.sheet import member_rows
from ui.workbooks.reading import address
from ui.workbooks.writing import Column, Page, Value, workbook


def marked_workbook(material: Material, contents: Contents, shown: Preview) -> bytes:
    """What was sent, laid out afresh, with what is wrong in red and listed in front: to be corrected and sent again."""
    sheet = material.sheet
    pages, wrong = [], []
    if table := contents.members:
        at = {row.number: place for place, row in enumerate(table.rows)}
        marks = _marks(shown, table.name, at)
        pages.append(members_page(sheet, _sent_rows(material, table), marks))
        wrong += _listed(pages[-1], shown, table.name, at, member_columns(sheet))
    if table := contents.organization:
        answers = {row.code: _sent(row, VALUE) for row in table.rows if row.code}
        places = {row.code: place for place, row in enumerate(asked(material))}
        at = {row.number: places[row.code] for row in table.rows if row.code in places}
        marks = _marks(shown, table.name, at)
        pages.append(organization_page(material, answers, marks))
        wrong += _listed(pages[-1], shown, table.name, at, ORGANIZATION_COLUMNS)
    columns = [
        Column(gettext("Cell"), 10),
        Column(gettext("Worksheet"), 16),
        Column(gettext("Row"), 34),
        Column(gettext("What to do"), 90),
    ]
    lines = [
        gettext("What is wrong in this workbook"),
        gettext("Correct the red cells in the other worksheets and send this file."),
    ]
    return workbook([Page(gettext("Errors"), lines, columns, wrong), *pages], lists=gettext("Lists"))


def _sent(row: SentRow, name: str) -> Value:
    text = row.text(name)
    return int(text) if text.isascii() and text.isdigit() and name not in (CODE, "note") else text


def _sent_rows(material: Material, table: SentTable) -> list[dict[str, Value]]:
    known = {row["code"]: row for row in member_rows(material)}
    names = [name for name in (CODE, NAME, *typed_names(material.sheet)) if name in table.columns]
    return [{**known.get(row.code, {}), **{name: _sent(row, name) for name in names}} for row in table.rows]


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

"""The workbook of a sheet: the grid as one worksheet, own level and work results as the other, and a guide.

Column A of both holds the code of the row. It and the code of the sheet are what an upload is recognised by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as given
from decimal import Decimal

from django.utils.translation import gettext

from ratings.asked.form import PART, choices_of, label_of, names_of
from ratings.grid.material import Material
from ratings.models import OrganizationRating, Sheet
from ratings.models.work import QUESTIONS
from ratings.sheets.entry import OWN, WORK, answer_key
from ratings.work.form import WorkForm
from ratings.workbook.columns import ORGANIZATION_COLUMNS, Field, asks_for_points, member_columns, own_rows
from ratings.workbook.words import offered
from ui.numbers import format_decimal
from ui.workbooks.writing import Column, Page, Value

SHEET_CODE = re.compile(r"(\d{4})-(\S+)-(\d{1,9})")

Marks = Mapping[tuple[int, str], str]


def sheet_code(sheet: Sheet) -> str:
    """Year, organisation, version: the last says what the person had before them when filling."""
    return f"{sheet.rating_year.year}-{sheet.organization.code}-{sheet.version}"


@dataclass(frozen=True)
class QuestionRow:
    """A row of the second worksheet."""

    key: str
    field: str
    code: str
    title: str
    unit: str
    choices: Mapping[str, str] = given(default_factory=dict)
    """{value of the input: word}; empty where anything may be typed."""


def asked(material: Material) -> Iterator[QuestionRow]:
    """T and a number for the own level, K for the work results, H for yearly questions, and HB for the part of one."""
    sheet = material.sheet
    for number, name in enumerate(own_rows(sheet), start=1):
        title = str(OrganizationRating._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield QuestionRow(OWN, name, f"T{number:02}", title[:1].upper() + title[1:], "", offered(sheet, OWN, name))
    if sheet.is_grassroots:
        for name, input_ in WorkForm(sheet=sheet).fields.items():
            question = QUESTIONS[name]
            words = offered(sheet, WORK, name)
            yield QuestionRow(WORK, name, question.code, str(input_.label), str(question.unit), words)
    for each in material.questions:
        for name in names_of(each):
            code = f"{each.printed_code}B" if name == PART else each.printed_code
            words = choices_of(each)
            yield QuestionRow(answer_key(each.pk), name, code, label_of(each, name), each.unit, words)


def members_page(sheet: Sheet, rows: Sequence[Mapping[str, Value]], marks: Marks) -> Page:
    fields = member_columns(sheet)
    return Page(
        name=gettext("Members"),
        lines=_lines(sheet),
        columns=[
            Column(
                title=str(field.title),
                width=field.width,
                locked=not field.is_typed,
                number=field.number,
                choices=list(offered(sheet, "", field.name).values()),
                hint=str(field.hint),
            )
            for field in fields
        ],
        rows=[[row.get(field.name) for field in fields] for row in rows],
        marks=_marks(fields, marks),
        protected=True,
        frozen_columns=3,
    )


def organization_page(material: Material, answers: Mapping[str, Value], marks: Marks) -> Page:
    """`answers` by row code."""
    sheet, rows = material.sheet, list(asked(material))
    return Page(
        name=gettext("Organisation"),
        lines=_lines(sheet),
        columns=[
            Column(title=str(field.title), width=field.width, locked=not field.is_typed)
            for field in ORGANIZATION_COLUMNS
        ],
        rows=[[row.code, row.title, answers.get(row.code), row.unit] for row in rows],
        choices={(number, 2): list(words.values()) for number, row in enumerate(rows) if (words := row.choices)},
        marks=_marks(ORGANIZATION_COLUMNS, marks),
        protected=True,
        frozen_columns=2,
    )


def _marks(fields: Sequence[Field], marks: Marks) -> dict[tuple[int, int], str]:
    places = {field.name: place for place, field in enumerate(fields)}
    return {(row, places[name]): sentence for (row, name), sentence in marks.items() if name in places}


def _lines(sheet: Sheet) -> list[str]:
    return [
        gettext("%(name)s, rating of %(year)s") % {"name": sheet.name, "year": sheet.rating_year.year},
        gettext("Sheet code: %(code)s (do not change it)") % {"code": sheet_code(sheet)},
    ]


def _how_numbers_are_written(sheet: Sheet) -> str:
    if asks_for_points(sheet):
        return gettext(
            "4. Points may have two decimals: %(points)s. All other numbers are whole: 1062 or 1.062. "
            "Formulas are refused; paste values only."
        ) % {"points": format_decimal(Decimal("28.5"), 1)}
    return gettext("4. Write whole numbers: 1062 or 1.062. Formulas are refused; paste values only.")


def guide_page(sheet: Sheet) -> Page:
    return Page(
        name=gettext("Guide"),
        lines=[
            gettext("How to fill this workbook"),
            "",
            gettext(
                "1. Type into the white cells only. Grey cells are locked: the portal recognises rows by their code."
            ),
            gettext(
                "2. Choose a level from the list, or type 4 (excellent), 3 (good), 2 (completed), 1 (not completed)."
            ),
            gettext("3. For a member who is not rated choose “Not rated” or type 0, and choose the reason beside it."),
            _how_numbers_are_written(sheet),
            gettext("5. Do not merge cells, and do not add or delete columns. Rows that you delete stay as they are."),
            gettext("6. Save as .xlsx, go to the sheet on the portal and choose “From a workbook”."),
            gettext("7. You first see what would change and what is wrong. Nothing is saved before you say so."),
            gettext("8. An import can be taken back as a whole while nobody has changed its rows."),
            "",
            gettext(
                "The file names Party members: keep it only where others cannot read it, and delete it afterwards."
            ),
        ],
        columns=[Column("", width=110)],
        rows=[],
    )

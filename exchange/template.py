"""A workbook to fill in: what each column is, examples, and an empty table with drop-downs."""

from __future__ import annotations

from django.utils.translation import gettext

from exchange.kinds import Kind
from ui.workbooks.writing import Column, Page, workbook

ROWS, WIDTH = 200, 24


def template_file(kind: Kind) -> bytes:
    """The table first: it is what a program, and this portal, reads of a file."""
    columns = [column for column in kind.columns if not column.left_out]
    headings = [Column(str(each.title), WIDTH, choices=each.offered, hint=str(each.hint)[:250]) for each in columns]
    empty = [[""] * len(columns)] * ROWS
    guide = [
        [
            str(each.title),
            gettext("required") if each.required else "",
            str(each.hint),
            "; ".join(each.offered),
        ]
        for each in columns
    ]
    told = [Column(gettext("Column"), 28), Column("", 14), Column(gettext("What to write"), 60), Column("", 60)]
    examples = [[example.get(each.code, "") for each in columns] for example in kind.examples]
    return workbook(
        [
            Page(str(kind.title)[:31], [], headings, empty),
            Page(gettext("Guide"), [gettext("How to fill it in"), *map(str, kind.guide)], told, guide),
            Page(gettext("Examples"), [gettext("Examples; nothing here is brought in")], headings, examples),
        ],
        lists=gettext("Lists"),
    )

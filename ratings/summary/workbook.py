"""The summary form as a workbook: the cells of the page, numbers as numbers, a worksheet for each table."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from ratings.summary.cells import SummaryTable
from ratings.summary.form import Summary
from ratings.summary.tables import tables
from ui.moments import moment
from ui.workbooks.writing import Column, Page, Value, workbook

# What a worksheet's name may hold.
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def summary_workbook(summary: Summary) -> bytes:
    lines = [
        gettext("%(name)s, %(year)s") % {"name": summary.organization, "year": summary.year},
        gettext("by %(rules)s · figures of %(taken)s") % {"rules": summary.rules, "taken": moment(summary.taken_at)},
    ]
    if summary.edition:
        lines.append(summary.edition.words)
    if summary.is_provisional:
        lines += [gettext("Provisional: not every sheet is approved."), gettext("Lines with * are provisional.")]
    return tables_workbook(tables(summary), lines)


def tables_workbook(found: Sequence[SummaryTable], lines: Sequence[str]) -> bytes:
    """`lines`: what stands above each table, below its title."""
    return workbook(
        [_page(number, table, lines) for number, table in enumerate(found, start=1)], lists=gettext("Lists")
    )


def _page(number: int, table: SummaryTable, about: Sequence[str]) -> Page:
    lines = [table.title, *about, *([table.note] if table.note else [])]
    columns = [Column(table.first, width=34), *(Column(label, width=14) for label in table.labels)]
    rows: list[list[Value]] = [[row.label, *(cell.value for cell in row.cells)] for row in table.rows]
    return Page(f"{number}. {table.title}".translate(FORBIDDEN)[:LONGEST_NAME].strip(), lines, columns, rows)

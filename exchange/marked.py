"""The sent file laid out again with what is wrong coloured and told, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from exchange.kinds import Judged, Outcome
from exchange.mapping.mapped import ColumnMapping
from exchange.matched import REASONS, mapping_of, table_of
from exchange.models import Import
from exchange.rows import JudgedRows
from exchange.tables.table import Table
from ui.workbooks.writing import Column, Page, Place, Value, workbook

WIDTH, REASONS_WIDTH = 22, 60


def marked_file(upload: Import) -> bytes:
    table = table_of(upload.sent_table)
    mapping = mapping_of(upload, table)
    judged = JudgedRows(upload.sent_table)
    places = _places(mapping)
    columns = [Column(_title(match.heading.group, match.heading.title), WIDTH) for match in mapping.matches]
    rows = MarkedRows(table, mapping, judged)
    page = Page(
        upload.sent_table.name or gettext("Rows"),
        [],
        [*columns, Column(str(REASONS.title), REASONS_WIDTH)],
        rows,
        marks=_marks(judged, places),
    )
    return workbook([page], lists=gettext("Lists"))


def _title(group: str, title: str) -> str:
    return f"{group}: {title}" if group else title


def _places(mapping: ColumnMapping) -> dict[str, int]:
    return {match.column.code: at for at, match in enumerate(mapping.matches) if match.column}


class MarkedRows(Sequence[Sequence[Value]]):
    """One after the other, as they are written."""

    def __init__(self, table: Table, mapping: ColumnMapping, judged: JudgedRows):
        self.table, self.mapping, self.judged = table, mapping, judged

    def __len__(self) -> int:
        return len(self.table.rows)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        raise TypeError("these rows are only gone through")

    def __iter__(self) -> Iterator[Sequence[Value]]:
        for line, judged in zip(self.table.rows, self.judged, strict=True):
            yield [*(match.heading.cell(line).text for match in self.mapping.matches), _why(judged)]


def _why(judged: Judged) -> str:
    return "; ".join(f"{each.sentence}. {each.mend}".strip(". ") for each in judged.problems)


def _marks(judged: JudgedRows, places: dict[str, int]) -> dict[Place, str]:
    """By place; a problem of a column that the file lacks is told in the last column alone."""
    marks: dict[Place, str] = {}
    for at, row in enumerate(judged):
        if row.outcome == Outcome.ERROR:
            for problem in row.problems:
                place = at, places.get(problem.column, -1)
                if place[1] >= 0:
                    marks[place] = f"{marks.get(place, '')} {problem.sentence}.".strip()
    return marks

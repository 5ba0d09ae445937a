"""The sent file laid out again with what is wrong coloured and told, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from exchange.kinds import Judged, Outcome, forgotten_columns
from exchange.mapping.forgetting import forgotten_headings
from exchange.matched import REASONS, columns_of, table_of
from exchange.models import Import, SentTable
from exchange.rows import JudgedRows
from exchange.tables.table import Heading
from exchange.worksheets import Worksheet, Worksheets
from ui.workbooks.writing import Column, Page, Place, Value, workbook

WIDTH, REASONS_WIDTH = 22, 60
# Rows are numbered as in the file that was sent, so far as no more of them than these stood empty or were left out.
LEFT_FREE = 1_000


def marked_file(upload: Import) -> bytes:
    """In the order of the sent file; worksheets that are not brought in stand there as they are."""
    taken = {each.sent.pk: each for each in Worksheets(upload)}
    pages = [_page(taken[each.pk]) if each.pk in taken else _as_sent(each) for each in upload.tables.all()]
    return workbook(pages, lists=gettext("Lists"))


def _as_sent(sent: SentTable) -> Page:
    table = table_of(sent)
    rows = [[heading.cell(line).text for heading in table.headings] for line in table.rows]
    return Page(sent.name or gettext("Rows"), [], [_column(each) for each in table.headings], rows)


def lost(upload: Import, tables: Sequence[SentTable]) -> Iterator[str]:
    """What the marked file does not hold of the sent one."""
    columns, forgotten = columns_of(upload.kind_of), forgotten_columns()
    headings = [each for sent in tables for each in forgotten_headings(table_of(sent), columns, forgotten)]
    if names := dict.fromkeys(each.title for each in headings):
        listed = ", ".join(f"“{name}”" for name in names)
        yield gettext("what stood below %(columns)s: the portal keeps no such data") % {"columns": listed}
    if any(sent.left_out for sent in tables):
        yield gettext("the lines above and below the list, and its totals")
    yield gettext("colours, formulas and worksheets without a list")


def _page(worksheet: Worksheet) -> Page:
    judged = JudgedRows(worksheet.sent)
    headings = [match.heading for match in worksheet.mapping.matches]
    laid = Laid([line.number for line in worksheet.table.rows])
    columns = [_column(each) for each in headings]
    return Page(
        worksheet.sent.name or gettext("Rows"),
        [],
        [*columns, Column(str(REASONS.title), REASONS_WIDTH)],
        MarkedRows(worksheet, judged, laid),
        marks=_marks(judged, _places(worksheet), laid),
        rows_above=laid.rows_above,
    )


def _column(heading: Heading) -> Column:
    return Column(heading.whole, WIDTH)


class Laid:
    """Where each row of the sent file stands below the headings, from 0."""

    def __init__(self, numbers: Sequence[int]):
        first, last = (numbers[0], numbers[-1]) if numbers else (2, 1)
        self.is_as_sent = last - first + 1 <= len(numbers) + LEFT_FREE
        self.rows_above = max(min(first, LEFT_FREE) - 2, 0)
        self.places = [number - first for number in numbers] if self.is_as_sent else range(len(numbers))

    def __len__(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def _places(worksheet: Worksheet) -> dict[str, int]:
    return {match.column.code: at for at, match in enumerate(worksheet.mapping.matches) if match.column}


class MarkedRows(Sequence[Sequence[Value]]):
    """One after the other, as they are written."""

    def __init__(self, worksheet: Worksheet, judged: JudgedRows, laid: Laid):
        self.worksheet, self.judged, self.laid = worksheet, judged, laid

    def __len__(self) -> int:
        return len(self.laid)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        raise TypeError("these rows are only gone through")

    def __iter__(self) -> Iterator[Sequence[Value]]:
        written = 0
        for line, judged, place in zip(self.worksheet.table.rows, self.judged, self.laid.places, strict=True):
            yield from ([] for _row in range(place - written))
            written = place + 1
            yield [*(match.heading.cell(line).text for match in self.worksheet.mapping.matches), _why(judged)]


def _why(judged: Judged) -> str:
    return "; ".join(f"{each.sentence}. {each.mend}".strip(". ") for each in judged.problems)


def _marks(judged: JudgedRows, places: dict[str, int], laid: Laid) -> dict[Place, str]:
    """By place; a problem of a column that the file lacks is told in the last column alone."""
    marks: dict[Place, str] = {}
    for at, row in zip(laid.places, judged, strict=True):
        if row.outcome == Outcome.ERROR:
            for problem in row.problems:
                place = at, places.get(problem.column, -1)
                if place[1] >= 0:
                    marks[place] = f"{marks.get(place, '')} {problem.sentence}.".strip()
    return marks

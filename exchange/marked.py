"""The sent file laid out again with what is wrong coloured and told, to be corrected and sent again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.utils.translation import gettext

from exchange.files.book import Row as Line
from exchange.files.book import cell_of
from exchange.kinds import Judged, Outcome, forgotten_columns
from exchange.laying import laid
from exchange.mapping.forgetting import forgotten_headings
from exchange.matched import REASONS, columns_of, table_of
from exchange.models import Import, SentTable
from exchange.rows import JudgedRows
from exchange.worksheets import Worksheet, Worksheets
from ui.workbooks.writing import Column, Page, Place, Value, workbook

REASONS_WIDTH = 60
# Rows are numbered as in the file that was sent, so far as no more of them than these stood empty or were left out.
LEFT_FREE = 1_000


def marked_file(upload: Import) -> bytes:
    """In the order of the sent file; worksheets that are not brought in stand there as they are."""
    taken = {each.sent.pk: each for each in Worksheets(upload)}
    pages = [_page(taken[each.pk]) if each.pk in taken else _as_sent(each) for each in upload.tables.all()]
    return workbook(pages, lists=gettext("Lists"))


def _as_sent(sent: SentTable) -> Page:
    table = table_of(sent)
    columns = laid(table.headings)
    return Page(sent.name or gettext("Rows"), [], [*columns.values()], [_texts(line, columns) for line in table.rows])


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
    columns = laid(match.heading for match in worksheet.mapping.matches)
    rows = Laid([line.number for line in worksheet.table.rows])
    has_groups = any(each.group for each in columns.values())
    return Page(
        worksheet.sent.name or gettext("Rows"),
        [],
        [*columns.values(), Column(str(REASONS.title), REASONS_WIDTH)],
        MarkedRows(worksheet, judged, rows, columns),
        marks=_marks(judged, _places(worksheet, columns), rows),
        rows_above=max(rows.rows_above - has_groups, 0),
    )


def _texts(line: Line, columns: Iterable[int]) -> list[Value]:
    parts = line.parts()
    return [cell_of(line.number, each, parts[each - 1] if each <= len(parts) else "").text for each in columns]


class Laid:
    """Where each row of the sent file stands below the headings, from 0."""

    def __init__(self, numbers: Sequence[int]):
        first, last = (numbers[0], numbers[-1]) if numbers else (2, 1)
        self.is_as_sent = last - first + 1 <= len(numbers) + LEFT_FREE
        self.rows_above = max(min(first, LEFT_FREE) - 2, 0)
        self.places = [number - first for number in numbers] if self.is_as_sent else range(len(numbers))

    def __len__(self) -> int:
        return self.places[-1] + 1 if self.places else 0


def _places(worksheet: Worksheet, columns: Iterable[int]) -> dict[str, int]:
    """{code of a column: where it stands}, the first of several."""
    places = {column: at for at, column in enumerate(columns)}
    return {match.column.code: places[match.heading.column] for match in worksheet.mapping.matches if match.column}


class MarkedRows(Sequence[Sequence[Value]]):
    """One after the other, as they are written."""

    def __init__(self, worksheet: Worksheet, judged: JudgedRows, rows: Laid, columns: Collection[int]):
        self.worksheet, self.judged, self.laid, self.columns = worksheet, judged, rows, columns

    def __len__(self) -> int:
        return len(self.laid)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        raise TypeError("these rows are only gone through")

    def __iter__(self) -> Iterator[Sequence[Value]]:
        written = 0
        for line, judged, place in zip(self.worksheet.table.rows, self.judged, self.laid.places, strict=True):
            yield from ([] for _row in range(place - written))
            written = place + 1
            yield [*_texts(line, self.columns), _why(judged)]


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

"""What a person should know of what was read: nothing of a file is hidden in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext, ngettext

from exchange.files.book import OLD, Span, Worksheet
from exchange.files.lines import MARK
from exchange.files.lines import OLD as OLD_LETTER
from ui.old_encodings import old_encoding
from ui.workbooks.reading import column_letters

# So many places of a kind are named.
NAMED = 10


def remarks(worksheets: Sequence[Worksheet], encoding: str = "") -> Iterator[str]:
    if encoding == "Windows-1258":
        yield gettext("The text was read as %(encoding)s. Look whether its letters are right.") % {"encoding": encoding}
    for worksheet in worksheets:
        before = gettext("Worksheet “%(name)s”: ") % {"name": worksheet.name} if len(worksheets) > 1 else ""
        yield from (before + sentence for sentence in _of(worksheet))


def _of(worksheet: Worksheet) -> Iterator[str]:
    if worksheet.hidden and worksheet.rows:
        yield gettext("It is hidden in the file, and was read as well.")
    if rows := _hidden_rows(worksheet):
        count = sum(last - first + 1 for first, last in rows)
        sentence = ngettext(
            "%(count)s hidden row was read as well: %(where)s.",
            "%(count)s hidden rows were read as well: %(where)s.",
            count,
        )
        yield sentence % {"count": count, "where": _listed(map(_rows_said, rows))}
    if columns := _hidden_columns(worksheet):
        yield gettext("Hidden columns were read as well: %(where)s.") % {"where": _listed(map(_columns_said, columns))}
    yield from _old_text(worksheet)


def _hidden_rows(worksheet: Worksheet) -> list[Span]:
    """Those in which something stands."""
    if not worksheet.hidden_rows:
        return []
    hidden = {row for first, last in worksheet.hidden_rows for row in range(first, min(last, _last(worksheet)) + 1)}
    spans: list[Span] = []
    for row in (row.number for row in worksheet.rows if row.number in hidden):
        if spans and spans[-1][1] + 1 == row:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans


def _last(worksheet: Worksheet) -> int:
    return worksheet.rows[-1].number if worksheet.rows else 0


def _hidden_columns(worksheet: Worksheet) -> list[Span]:
    if not worksheet.hidden_columns:
        return []
    width = max((len(row.parts()) for row in worksheet.rows), default=0)
    return [(first, min(last, width)) for first, last in worksheet.hidden_columns if first <= width]


def _old_text(worksheet: Worksheet) -> Iterator[str]:
    cells = [
        cell for row in worksheet.rows if MARK + OLD_LETTER in row.line for cell in row.cells() if cell.kind == OLD
    ]
    if cells:
        yield gettext(
            "Text in the old encoding %(encoding)s: %(where)s. Convert it to Unicode (UniKey: Ctrl+Shift+F6), then "
            "send the file again."
        ) % {"encoding": old_encoding(cells[0].text), "where": _listed(cell.address for cell in cells)}


def _rows_said(span: Span) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def _columns_said(span: Span) -> str:
    first, last = map(column_letters, span)
    return first if first == last else f"{first}–{last}"


def _listed(places: Iterable[str]) -> str:
    named = list(places)
    return ", ".join([*named[:NAMED], *(["…"] if len(named) > NAMED else [])])

"""What offices do to a workbook around its table: headings renamed, a total and signatures written below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from exchange.tables.texts import begins_signatures, is_total
from ratings.workbook.columns import Field
from ui.vietnamese import fold
from ui.workbooks.reading import Worksheet, column_letters


def refuse_renamed(worksheet: Worksheet, heading: int, columns: Mapping[str, int], fields: Sequence[Field]) -> None:
    """What is typed below a heading that nobody knows would be lost, where one of ours is not there."""
    missing = [str(field.title) for field in fields if field.is_typed and field.name not in columns]
    known = {title for field in fields for title in field.titles}
    strange = [
        f"{column_letters(column)} “{cell.text}”"
        for column, cell in sorted(worksheet.rows[heading].items())
        if fold(cell.text) not in known and _is_filled(worksheet, heading, column)
    ]
    if missing and strange:
        raise ValidationError(
            gettext(
                "The heading of column %(strange)s is not known, and these are not there: %(missing)s. Give the column "
                "the heading that it had, or empty it."
            )
            % {"strange": ", ".join(strange), "missing": ", ".join(f"“{title}”" for title in missing)}
        )


def _is_filled(worksheet: Worksheet, heading: int, column: int) -> bool:
    return any(column in cells and number > heading for number, cells in worksheet.rows.items())


def rows_of_data(worksheet: Worksheet, heading: int, code: int) -> Iterator[int]:
    """Without the total and the signatures below the table, which have no code of a row."""
    signed = False
    for number in sorted(each for each in worksheet.rows if each > heading):
        cells = worksheet.rows[number]
        parts = [cell.text for _column, cell in sorted(cells.items()) if cell.text]
        if code not in cells and parts:
            signed = signed or begins_signatures(parts, len(worksheet.rows[heading]))
            if signed or is_total(parts):
                continue
        yield number

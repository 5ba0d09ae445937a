"""Columns side by side that say the same of several years are one table for each year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from exchange.files.book import Row
from exchange.files.lines import BETWEEN
from exchange.tables.table import Heading, Table
from ui.numbers import format_integer


@dataclass(frozen=True)
class Across:
    """`said`: which year a heading names, if nothing else; `title`: what stands below such a heading."""

    title: str | Promise
    said: Callable[[str], str]

    def of(self, heading: Heading) -> str:
        return self.said(heading.title) or self.said(heading.group)


def taken_apart(table: Table, across: Across) -> list[Table]:
    """The table itself where no heading names a year."""
    years: dict[str, list[Heading]] = {}
    for heading in table.headings:
        if year := across.of(heading):
            years.setdefault(year, []).append(heading)
    common = [heading for heading in table.headings if not across.of(heading)]
    parts = [_part(table, common, year, headings, across) for year, headings in years.items()]
    return [replace(each, left_out=each.left_out if at == 0 else ()) for at, each in enumerate(parts)] or [table]


def _part(table: Table, common: Sequence[Heading], year: str, headings: Sequence[Heading], across: Across) -> Table:
    """A row in which nothing stands below them says nothing of that year."""
    own = [
        replace(each, group=year, title=str(across.title) if across.said(each.title) else each.title)
        for each in headings
    ]
    kept = {at for each in (*common, *own) for at in places(each)}
    filled = {at for each in own for at in places(each)}
    rows = [_only(row, kept) for row in table.rows if _says(row, filled)]
    letters = ", ".join(each.letter for each in own)
    remarks = [gettext("%(year)s: taken from column %(letters)s.") % {"year": year, "letters": letters}]
    if empty := len(table.rows) - len(rows):
        told = ngettext(
            "%(year)s: %(count)s row says nothing of this year.",
            "%(year)s: %(count)s rows say nothing of this year.",
            empty,
        )
        remarks.append(told % {"year": year, "count": format_integer(empty)})
    return replace(table, headings=(*common, *own), rows=rows, name=year, remarks=(*table.remarks, *remarks))


def year_of(table: Table, across: Across) -> tuple[str, str, str]:
    """Of a part: its year, the letter of its first column, and its worksheet where the file has several."""
    year, _space, worksheet = table.name.partition(" ")
    own = [each for each in table.headings if year and each.group == year == across.said(year)]
    is_part = bool(own) and not any(across.said(each.title) for each in own)
    return (year, own[0].letter, worksheet[1:-1]) if is_part else ("", "", "")


def places(heading: Heading) -> list[int]:
    return list(heading.marks) or [heading.column]


def _says(row: Row, columns: set[int]) -> bool:
    parts = row.parts()
    return any(parts[at - 1] for at in columns if at <= len(parts))


def _only(row: Row, kept: set[int]) -> Row:
    """Nothing but these columns."""
    parts = [part if column in kept else "" for column, part in enumerate(row.parts(), start=1)]
    return Row(row.number, BETWEEN.join(parts).rstrip(BETWEEN))

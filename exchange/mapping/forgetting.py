"""Numbers of cards and of citizens go no further than the file, whichever list it was sent as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exchange.columns import Column
from exchange.files.book import Row
from exchange.files.lines import BETWEEN
from exchange.mapping.guessing import map_columns
from exchange.mapping.mapped import Certainty
from exchange.tables.table import Heading, Table


def without_forgotten(table: Table, columns: Sequence[Column], forgotten: Sequence[Column]) -> Table:
    """The table, with nothing below those headings."""
    taken = _taken(table, columns)
    headings = forgotten_headings(table, columns, forgotten)
    places = {at for each in headings for at in _places(each)} - taken
    return replace(table, rows=[without(row, places) for row in table.rows]) if places else table


def forgotten_headings(table: Table, columns: Sequence[Column], forgotten: Sequence[Column]) -> list[Heading]:
    """Those that go to none of its columns and are `forgotten` of some kind."""
    taken = _taken(table, columns)
    matches = [each for each in map_columns(table, forgotten).matches if each.certainty == Certainty.LEFT_OUT]
    return [each.heading for each in matches if not taken.issuperset(_places(each.heading))]


def _taken(table: Table, columns: Sequence[Column]) -> set[int]:
    return {at for each in map_columns(table, columns).matches if each.column for at in _places(each.heading)}


def _places(heading: Heading) -> Sequence[int]:
    return list(heading.marks) or [heading.column]


def without(row: Row, columns: set[int]) -> Row:
    parts = ["" if column in columns else part for column, part in enumerate(row.parts(), start=1)]
    return Row(row.number, BETWEEN.join(parts).rstrip(BETWEEN))

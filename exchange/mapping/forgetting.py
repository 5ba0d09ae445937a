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
    """The table, with nothing below the headings that go to none of its columns and are `forgotten` of some kind."""
    taken = {at for each in map_columns(table, columns).matches if each.column for at in _places(each.heading)}
    matches = [each for each in map_columns(table, forgotten).matches if each.certainty == Certainty.LEFT_OUT]
    places = {at for each in matches for at in _places(each.heading)} - taken
    return replace(table, rows=[without(row, places) for row in table.rows]) if places else table


def _places(heading: Heading) -> Sequence[int]:
    return list(heading.marks) or [heading.column]


def without(row: Row, columns: set[int]) -> Row:
    parts = ["" if column in columns else part for column, part in enumerate(row.parts(), start=1)]
    return Row(row.number, BETWEEN.join(parts).rstrip(BETWEEN))

"""What is left out on purpose is not kept either: numbers of cards and of citizens go no further than the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exchange.columns import Column
from exchange.files.book import Row
from exchange.files.lines import BETWEEN
from exchange.mapping.guessing import map_columns
from exchange.mapping.mapped import Certainty
from exchange.tables.table import Table


def without_left_out(table: Table, columns: Sequence[Column]) -> Table:
    """The table, with nothing below the headings of these columns."""
    matches = [each for each in map_columns(table, columns).matches if each.certainty == Certainty.LEFT_OUT]
    forgotten = {column for match in matches for column in match.heading.marks or (match.heading.column,)}
    return replace(table, rows=[_without(row, forgotten) for row in table.rows]) if forgotten else table


def _without(row: Row, columns: set[int]) -> Row:
    parts = ["" if column in columns else part for column, part in enumerate(row.parts(), start=1)]
    return Row(row.number, BETWEEN.join(parts).rstrip(BETWEEN))

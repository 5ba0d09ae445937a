from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from exchange.columns import Column
from exchange.mapping.mapped import Certainty, ColumnMapping, Match
from exchange.tables.table import Heading, Table
from ui.vietnamese import fold

SAMPLES = 2
Saved = Mapping[str, Sequence[str | None]]


def map_columns(table: Table, columns: Sequence[Column], saved: Saved | None = None) -> ColumnMapping:
    """`saved`: {fingerprint: choices} of earlier files; where these headings were mapped before, that wins."""
    key = fingerprint(table.headings)
    known = {fold(spelling): column for column in columns for spelling in (str(column.title), *column.names)}
    matches = tuple(_match(heading, table, known) for heading in table.headings)
    return ColumnMapping(matches, columns, key)


def choose(mapping: ColumnMapping, choices: Sequence[str | None]) -> ColumnMapping:
    """The same with what a person chose: for each heading a field's name, "" to skip it, None to leave it open."""
    raise NotImplementedError


def fingerprint(headings: Sequence[Heading]) -> str:
    return hashlib.sha256("\x1f".join(fold(heading.title) for heading in headings).encode()).hexdigest()


def _match(heading: Heading, table: Table, known: Mapping[str, Column]) -> Match:
    column = known.get(fold(heading.title))
    samples = [cell.text for row in table.rows[:20] if (cell := heading.cell(row)).text][:SAMPLES]
    certainty = Certainty.EXACT if column else Certainty.UNKNOWN
    return Match(heading, tuple(samples), column, certainty)

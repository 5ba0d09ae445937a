from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from exchange.columns import Column
from exchange.files.book import Cell
from exchange.tables.table import Heading, Table


class Certainty(StrEnum):
    SAVED = "saved"
    CHOSEN = "chosen"
    EXACT = "exact"
    GUESSED = "guessed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Match:
    """A heading of the file; `column` is None where it is unknown, skipped, or left out on purpose."""

    heading: Heading
    samples: tuple[str, ...]
    column: Column | None
    certainty: Certainty
    # Why it is left out on purpose.
    reason: str = ""


class Problem(NamedTuple):
    """`code`: unknown, twice, missing. `letter` of the heading, empty where a required column has none."""

    code: str
    sentence: str
    letter: str = ""


class MappedRow(NamedTuple):
    """`cells` by the code of the column: those of the mapping, blank ones too."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class ColumnMapping:
    """`choices` is what to save under `fingerprint`: for each heading a column's code, "" to skip it, None open."""

    matches: tuple[Match, ...]
    columns: Sequence[Column]
    fingerprint: str
    problems: tuple[Problem, ...] = ()

    @property
    def choices(self) -> list[str | None]:
        return [_choice(match) for match in self.matches]

    def rows(self, table: Table) -> Iterator[MappedRow]:
        taken = [(match.column.code, match.heading) for match in self.matches if match.column]
        for row in table.rows:
            parts = row.parts()
            yield MappedRow(row.number, {code: heading.of(row.number, parts) for code, heading in taken})


def _choice(match: Match) -> str | None:
    if match.column:
        return match.column.code
    return None if match.certainty == Certainty.UNKNOWN else ""

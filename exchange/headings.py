"""The columns of a file as the page asks about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from exchange.kinds import Kind
from exchange.mapping.mapped import Certainty, ColumnMapping, Match
from exchange.matched import columns_of
from ui.components import Option

SKIP = "-"


class HeadingRow(NamedTuple):
    name: str
    match: Match
    title: str
    chosen: str
    options: Sequence[Option]

    @property
    def is_open(self) -> bool:
        return not self.chosen

    @property
    def is_guessed(self) -> bool:
        return self.match.certainty == Certainty.GUESSED

    @property
    def samples(self) -> str:
        return " · ".join(self.match.samples)


def headings_of(kind: Kind, mapping: ColumnMapping) -> Iterator[HeadingRow]:
    columns = [column for column in columns_of(kind) if not column.left_out]
    options = [
        Option("", _("Choose where it goes…")),
        *(Option(column.code, column.title) for column in columns),
        Option(SKIP, _("Do not bring this column in")),
    ]
    for at, (match, choice) in enumerate(zip(mapping.matches, mapping.choices, strict=True)):
        chosen = SKIP if choice == "" else choice or ""
        title = " · ".join(filter(None, [match.heading.group, match.heading.title]))
        yield HeadingRow(f"column-{at}", match, title, chosen, options)

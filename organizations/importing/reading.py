"""The rows of a file as organisations, each for itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Row
from organizations.importing.words import KINDS, kind_words, sector_names, sector_words, unit_words
from organizations.models import Organization, UnitType
from ui.forms import PlainLineField, PlainNameField
from ui.vietnamese import compare_key, number_key

Kind = Organization.Kind
CODE_LENGTH = 20
_CODE = PlainLineField(max_length=CODE_LENGTH, required=False)
_NAME = PlainNameField(max_length=200, required=False)
_DECISION = PlainLineField(max_length=60, required=False)


@dataclass
class Sent:
    """`known_parent` and `parent` are found later: an organisation that stands already, or another row."""

    number: int
    code: str
    name: str
    kind: str
    above: str
    sector: str
    unit: str
    opened: date | None
    decision: str
    cells: Cells = field(repr=False)

    @property
    def key(self) -> str:
        return number_key(self.code)

    @property
    def name_key(self) -> str:
        return compare_key(self.name)

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".strip()


class Reading:
    def __init__(self) -> None:
        self.kinds, self.units, self.sectors = kind_words(), unit_words(), sector_words()
        self.sector_names = sector_names()

    def sent(self, row: Row) -> Sent:
        cells = Cells(row)
        sent = Sent(
            number=row.number,
            code=cells.text("code", field=_CODE),
            name=cells.text("name", field=_NAME, required=True),
            kind=cells.choice("kind", self.kinds, required=True, offered=[Kind(each).label for each in KINDS]),
            above=row.get("parent_code") or row.get("parent"),
            sector=cells.choice("sector", self.sectors, offered=self.sector_names),
            unit=cells.choice("unit", self.units, offered=UnitType.labels),
            opened=cells.day("opened"),
            decision=cells.text("decision", field=_DECISION),
            cells=cells,
        )
        _of_grassroots(sent)
        return sent


def _of_grassroots(sent: Sent) -> None:
    if sent.kind and sent.kind not in Kind.grassroots():
        for column in ("sector", "unit"):
            if sent.cells.row.get(column):
                sent.cells.wrong(
                    column, gettext("Only grassroots Party organisations have this"), gettext("Empty the cell")
                )

"""The rows of a file of events, each for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms

from exchange.cells import Cells
from exchange.kinds import Row
from members.events.importing.words import beyonds, kinds
from members.importing.reading import Reading as People
from members.importing.reading import Sent as Person
from members.models import LifeEvent
from ui.forms import PlainLineField, PlainTextField

_DECISION = PlainLineField(max_length=60, required=False)
_OTHER = PlainLineField(max_length=200, required=False)
_NOTE: forms.CharField = PlainTextField(max_length=300, required=False)


@dataclass(slots=True)
class Sent:
    """A row read; what cannot be read is empty here, and told in the cells of the person."""

    person: Person
    kind: str
    on: date | None
    effective: date | None
    until: date | None
    decision: str
    other: str
    beyond: str
    note: str

    @property
    def cells(self) -> Cells:
        return self.person.cells

    @property
    def row(self) -> Row:
        return self.cells.row

    @property
    def number(self) -> int:
        return self.person.number


class Reading:
    def __init__(self) -> None:
        self.people, self.kinds, self.beyonds = People(), kinds(), beyonds()

    def sent(self, row: Row) -> Sent:
        cells = Cells(row)
        typed = row.get("full_name")
        name = self.people.name(cells, "full_name", typed) if typed else ""
        who, key, _born = self.people.who(row)
        person = Person(row.number, cells, who, key, full_name=name, birth_date=self.people.born(cells))
        return Sent(
            person,
            kind=cells.choice("kind", self.kinds, required=True, offered=LifeEvent.Kind.labels),
            on=cells.day("on", required=True),
            effective=cells.day("effective"),
            until=cells.day("until", past=False),
            decision=cells.text("decision", field=_DECISION),
            other=cells.text("other", field=_OTHER),
            beyond=cells.choice("beyond", self.beyonds, offered=LifeEvent.Beyond.labels),
            note=cells.text("note", field=_NOTE),
        )

"""What the members' tables will hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from demo.people import Person
from members.models import LifeEvent, Member, Membership


@dataclass
class MemberTables:
    """What the members' tables will hold, and who belonged to which cell at the end of each year."""

    members: list[Member]
    memberships: list[Membership] = field(default_factory=list)
    events: list[LifeEvent] = field(default_factory=list)
    rosters: dict[int, dict[int, list[Person]]] = field(default_factory=dict)
    """{year: {id of the cell: persons}}"""
    expelled: list[tuple[Person, date]] = field(default_factory=list)
    left: list[tuple[Person, LifeEvent.Kind]] = field(default_factory=list)
    suspended: list[tuple[Person, date]] = field(default_factory=list)

    def numbered(self) -> MemberTables:
        self.memberships.sort(key=lambda row: (row.member_id, row.since))
        self.events.sort(key=lambda row: row.happened_on)
        for rows in (self.memberships, self.events):
            for number, row in enumerate(rows, start=1):
                row.pk = number
        return self

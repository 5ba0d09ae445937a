"""A Bloc that grows from one size to the next, while whoever looks at it stays."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from accounts.roles import Role
from organizations.models import Organization
from tests import factories
from tests.country import people, records

YEAR = 2024


@dataclass(frozen=True)
class Size:
    """`rows` of the trail; `notices` of the office of the Bloc."""

    committees: int = 0
    cells_each: int = 0
    members: int = 0
    users: int = 0
    cases: int = 0
    reports: int = 0
    rows: int = 0
    notices: int = 0

    @classmethod
    def of_each(cls, number: int) -> Size:
        """So many of everything; each committee has one cell."""
        return cls(number, 1, number, number, number, number, number, number)


class Country:
    def __init__(self) -> None:
        self.bloc = factories.OrganizationFactory(name="Đảng bộ Khối")
        factories.terms(self.bloc)
        self.year = factories.RatingYearFactory(year=YEAR)
        self.users = {role: factories.user_with(role, self.bloc) for role in Role}
        self.now = Size()

    def grow(self, to: Size) -> None:
        committees = people.committees(self.bloc, _more(self.now.committees, to.committees))
        below = (cell for one in committees for cell in people.cells(one, to.cells_each))
        cells = people.written(Organization, below)
        members = people.people(_more(self.now.members, to.members), cells)
        office, places = self.users[Role.OFFICE], [*committees, *cells]
        records.sheets(self.year, places, office)
        records.deeds(members, places, office)
        records.appeals(self.year, committees, office)
        clerks = records.accounts(_more(self.now.users, to.users), places)
        records.cases(_more(self.now.cases, to.cases), self.bloc, places, members)
        records.trail(_more(self.now.rows, to.rows), clerks)
        records.reports(_more(self.now.reports, to.reports), self.year, places, office)
        records.notices(_more(self.now.notices, to.notices), office)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.now = to


def _more(now: int, to: int) -> range:
    return range(now + 1, to + 1)

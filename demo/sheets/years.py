"""The rating years and their rules; the round of the open year lies around the day of loading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demo.history.figures import YEARS
from organizations.models import Organization
from ratings.models import RatingYear
from ratings.rules import rules_for

OPEN_YEAR = YEARS[-1]
# As the story of the open year is told, all of it happened before this day.
TOLD_ON = date(OPEN_YEAR + 1, 1, 15)


@dataclass(frozen=True)
class Dates:
    """Of one year's round. `moved`: by how much later its deeds happened than the story has it."""

    opens_on: date
    cells_due_on: date
    grassroots_due_on: date
    closes_on: date
    moved: timedelta = timedelta()

    @classmethod
    def of(cls, year: int) -> Dates:
        return cls(date(year, 11, 15), date(year, 12, 20), date(year + 1, 1, 10), date(year + 1, 2, 28))

    @classmethod
    def around(cls, today: date) -> Dates:
        """A few cells are late, the grassroots organisations have some days left."""
        moved = today - TOLD_ON
        opens_on = cls.of(OPEN_YEAR).opens_on + moved
        return cls(opens_on, today - timedelta(3), today + timedelta(12), today + timedelta(60), moved)


def rating_year_of(root: Organization, number: int, year: int, dates: Dates) -> RatingYear:
    return RatingYear(
        pk=number,
        root=root,
        year=year,
        state=RatingYear.State.OPEN if year == OPEN_YEAR else RatingYear.State.CLOSED,
        rule_set=rules_for(year).code,
        opens_on=dates.opens_on,
        cells_due_on=dates.cells_due_on,
        grassroots_due_on=dates.grassroots_due_on,
        closes_on=dates.closes_on,
        cap_base=RatingYear.CapBase.GOOD_OR_BETTER,
    )

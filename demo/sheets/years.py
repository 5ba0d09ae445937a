"""The rating years and their rules."""

from datetime import date

from demo.history.figures import YEARS
from ratings.models import RatingYear
from ratings.rules import rules_for

OPEN_YEAR = YEARS[-1]


def rating_year_of(number: int, year: int) -> RatingYear:
    return RatingYear(
        pk=number,
        year=year,
        state=RatingYear.State.OPEN if year == OPEN_YEAR else RatingYear.State.CLOSED,
        rule_set=rules_for(year).code,
        opens_on=date(year, 11, 15),
        cells_due_on=date(year, 12, 20),
        grassroots_due_on=date(year + 1, 1, 10),
        closes_on=date(year + 1, 2, 28),
        cap_base=RatingYear.CapBase.GOOD_OR_BETTER,
    )

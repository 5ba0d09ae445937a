"""What a whole country has of five years of ratings: benchmarks.years measures it."""

from __future__ import annotations

from datetime import date

from django.db import connection

from accounts.models import User
from organizations.models import Organization
from ratings.grounds import TitleGroup
from ratings.models import RatingYear
from ratings.years import raised
from tests import factories
from tests.country import people, records
from tests.country.growth import YEAR

NEXT = YEAR + 1


def grow(by: User, many: int) -> None:
    """Four years before, and one after in which each committee has a raised share and one cell `many` members more."""
    places = list(Organization.objects.exclude(kind=Organization.Kind.ROOT).order_by("pk"))
    for year in range(YEAR - 4, YEAR):
        records.sheets(factories.RatingYearFactory(year=year, state=RatingYear.State.CLOSED), places, by)
    following = factories.RatingYearFactory(year=NEXT, rule_set="qd366", state=RatingYear.State.PLANNED)
    for committee in Organization.objects.filter(kind=Organization.Kind.GRASSROOTS_COMMITTEE):
        _raise(following, committee, by)
    _fill(following, big_cell(), many, by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def big_cell() -> Organization:
    return Organization.objects.filter(kind=Organization.Kind.SUBORDINATE_CELL).order_by("pk")[0]


def _raise(year: RatingYear, committee: Organization, by: User) -> None:
    decision = {"decision_number": "15-QĐ/ĐUK", "decided_on": date(NEXT, 12, 20), "ground": "Vượt 40 % chỉ tiêu"}
    raised.raise_cap(rating_year=year, organization=committee, group=TitleGroup.STAFF, percent=25, by=by, **decision)


def _fill(year: RatingYear, cell: Organization, many: int, by: User) -> None:
    people.people(range(900_001, 900_001 + many), [cell])
    records.sheets(year, [cell], by)

"""Figures of roots that were merged, against SQL that knows only changes, lineage, sheets and events."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import LifeEvent
from organizations.models import Change, Lineage, Organization
from organizations.places import settle
from organizations.roots import root_of
from ratings.levels import Level
from ratings.models import Edition, RatingYear, YearEvent
from ratings.register import freezing
from reports.scorecard.load import sources
from tests.factories import (
    MemberFactory,
    MemberRatingFactory,
    OrganizationFactory,
    RatingYearFactory,
    SheetFactory,
    cell,
    committee,
    member_of,
    terms,
)

pytestmark = pytest.mark.django_db

FOUNDED, YEARS = date(2010, 1, 1), (2020, 2021, 2022)
# From each record's day up: to the parent of that day, and from whatever was merged to what it became, on any day.
TOLD = """
WITH RECURSIVE held AS (
  SELECT organization_id AS below, parent_id AS above, "on" AS since,
         LEAD("on") OVER (PARTITION BY organization_id ORDER BY "on", id) AS until
  FROM organizations_change WHERE parent_id IS NOT NULL
), way AS (
  SELECT below, above, since, until FROM held
  UNION ALL
  SELECT predecessor_id, successor_id, {first}, {never}
  FROM organizations_lineage WHERE kind = 'merge'
), found(record, day, place) AS (
  SELECT id, {day}, organization_id FROM {table}
  UNION
  SELECT record, day, above FROM found JOIN way ON below = place
  WHERE since <= day AND (until IS NULL OR until > day)
)
SELECT place, CAST(SUBSTR(CAST(day AS CHAR(10)), 1, 4) AS INTEGER), COUNT(DISTINCT record) FROM found GROUP BY 1, 2
"""


LAST_DAY = "(SELECT {} FROM ratings_ratingyear AS of WHERE of.id = rating_year_id)"


def told(table: str, day: str) -> Counter:
    """{(organisation, year): how many records}."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD.format(table=table, day=day, first=a_day("'2000-01-01'"), never=a_day("NULL")))
        return Counter({(place, year): number for place, year, number in cursor.fetchall()})


def a_day(text: str) -> str:
    """SQLite has no type of days: a cast would make a number of one."""
    return f"CAST({text} AS DATE)" if connection.vendor == "postgresql" else text


@pytest.fixture
def roots() -> list[Organization]:
    """Three roots with a committee and two cells each; in each year each cell admits one and rates one."""
    found = [OrganizationFactory() for _each in range(3)]
    for root in found:
        terms(root)
        own = committee(root)
        cells = [cell(own) for _each in range(2)]
        for year in YEARS:
            rating_year = RatingYearFactory(year=year, root=root)
            for number, each in enumerate(cells):
                day = date(year, 2 + 6 * number, 15)
                LifeEvent.objects.create(member=MemberFactory(), organization=each, kind="admitted", happened_on=day)
                sheet = SheetFactory(rating_year=rating_year, organization=each)
                MemberRatingFactory(sheet=sheet, member=member_of(each), level=Level.GOOD)
    return found


DAYS = st.integers(3_660, 4_740).map(lambda n: FOUNDED + timedelta(n))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    days=st.lists(DAYS, min_size=1, max_size=2, unique=True),
    whole=st.integers(0, 2),
    closed=st.sets(st.sampled_from(YEARS)),
)
def test_each_figure_of_each_root_is_what_changes_and_lineage_say(roots, days, whole, closed):
    """One after the other, roots become part of one that goes on; closed years are read from their editions."""
    with transaction.atomic():
        others = [root for root in roots if root != roots[whole]]
        for root, day in zip(others, sorted(days), strict=False):
            _merge(root, roots[whole], day)
        _close(closed)
        kept = list(YearEvent.objects.current().values_list("source", flat=True))
        assert len(kept) == len(set(kept)) == 6 * len(closed)
        _compare()
        transaction.set_rollback(True)


def _merge(root: Organization, whole: Organization, day: date) -> None:
    moved = list(Organization.objects.filter(parent=root))
    for each in moved:
        Change.objects.create(organization=each, on=day, parent=whole)
    Change.objects.create(organization=root, on=day, ends=True)
    Lineage.objects.create(predecessor=root, successor=whole, kind=Lineage.Kind.MERGE, happened_on=day)
    settle([root.pk, *(each.pk for each in moved)])


def _close(years: set[int]) -> None:
    RatingYear.objects.filter(year__in=years).update(state=RatingYear.State.CLOSED)
    for rating_year in RatingYear.objects.filter(year__in=years):
        freezing.make(rating_year, Edition.Origin.CLOSING, by=None)


def _compare() -> None:
    admitted = told("members_lifeevent", "happened_on")
    rated = told("ratings_sheet", LAST_DAY.format(a_day("of.year || '-12-31'")))
    for each in Organization.objects.all():
        found = sources(root_of(each).terms.get(code="2020-2025"), each, date(2024, 1, 1))
        for year in YEARS:
            assert found.admissions.counts.get((year,), 0) == admitted[each.pk, year], (each.kind, year)
            assert found.totals.get(year, Counter())["members_good"] == rated[each.pk, year], (each.kind, year)

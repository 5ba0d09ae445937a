"""Figures of a tree that moved, against SQL that knows only what was decided: it climbs from each record's day."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import LifeEvent
from organizations.models import Change
from organizations.places import settle
from organizations.roots import root_of
from organizations.tree import STEP
from ratings.levels import Level
from ratings.models import Sheet
from reports.scorecard.load import sources
from tests.factories import (
    CaseFactory,
    MemberRatingFactory,
    OrganizationFactory,
    RatingYearFactory,
    SheetFactory,
    cell,
    committee,
    member_of,
    terms,
)
from tests.reports.climbing import climbed

pytestmark = pytest.mark.django_db

FOUNDED = date(2010, 1, 1)
YEARS = (2020, 2021, 2022)


@pytest.fixture
def tree():
    """Two roots, two committees each, two cells each; in each year each cell admits one, is inspected and rates one."""
    roots = [OrganizationFactory() for _each in range(2)]
    committees = [committee(root) for root in roots for _each in range(2)]
    cells = [cell(above) for above in committees for _each in range(2)]
    for root in roots:
        terms(root)
    for year in YEARS:
        rating_years = {root.path: RatingYearFactory(year=year, root=root) for root in roots}
        for number, each in enumerate(cells):
            member = member_of(each)
            day = date(year, 1 + number, 15)
            LifeEvent.objects.create(member=member, organization=each, kind=LifeEvent.Kind.ADMITTED, happened_on=day)
            CaseFactory(organization=each, opened_on=day, acting_organization=roots[0])
            sheet = SheetFactory(rating_year=rating_years[each.path[:STEP]], organization=each)
            MemberRatingFactory(sheet=sheet, member=member, level=Level.GOOD)
    return roots, committees, cells


MOVES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(3_500, 4_800).map(lambda n: FOUNDED + timedelta(n))),
    max_size=6,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(moves=MOVES)
def test_each_figure_of_each_year_is_what_the_decisions_say(tree, moves):
    roots, committees, cells = tree
    Change.objects.filter(on__gt=FOUNDED).delete()
    settle(each.pk for each in committees)
    for number, root, day in moves:
        Change.objects.create(organization=committees[number], on=day, parent=roots[root])
        settle([committees[number].pk])
    admitted = climbed("members_lifeevent", "happened_on", "kind = 'admitted'")
    inspected = climbed("inspections_case", "opened_on", "1 = 1")
    ends = "(SELECT year || '-12-31' FROM ratings_ratingyear WHERE ratings_ratingyear.id = rating_year_id)"
    cast = f"CAST({ends} AS DATE)" if connection.vendor == "postgresql" else ends
    rated = climbed("ratings_sheet", cast, "1 = 1")
    assert admitted.total() == len(cells) * len(YEARS) * 3
    for each in (*roots, *committees, *cells):
        each.refresh_from_db()
        found = sources(root_of(each).terms.get(code="2020-2025"), each, date(2024, 1, 1))
        for year in YEARS:
            assert found.admissions.counts.get((year,), 0) == admitted[each.pk, year]
            assert sum(n for (when, *_what), n in found.acts.counts.items() if when == year) == inspected[each.pk, year]
            assert found.totals.get(year, Counter())["members_good"] == rated[each.pk, year]
    for sheet in Sheet.objects.select_related("rating_year__root"):
        assert sheet.path.startswith(sheet.rating_year.root.path)

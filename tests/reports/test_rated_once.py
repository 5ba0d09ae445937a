"""What the root that was merged had rated alone is counted with the whole; whoever both had rated, once.

`one` closed its 2024 with all good. Entered after that: the committee `sibling` went to a third root, two of the three
members of `lone` to the cell `first`, and `lone` ended; then `one` and `two` were merged. The whole rates the rest
lower.
"""

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from members import deeds
from members.models import Membership
from organizations.models import Organization
from ratings.counts.once import sheets_of
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.years.actions import open_year
from reports.indicators.catalogue import BY_CODE
from reports.models import Plan
from reports.scorecard import annex, load, records
from reports.scorecard.build import scorecard
from reports.scorecard.standings import rated_organizations
from tests import factories
from tests.organizations.deeds.small import Small, build
from tests.reports.test_rated_twice import AS_OF, GOOD_UP, YEAR, close, rate

pytestmark = pytest.mark.django_db
GONE_ON, ENDED_ON, MERGED_ON = date(2024, 6, 1), date(2024, 6, 15), date(2024, 7, 1)
# Each member of 2024 once: by the whole where it rated them, else by the root that was merged.
MEMBERS = """
SELECT level, COUNT(*) FROM (
  SELECT r.level, ROW_NUMBER() OVER (PARTITION BY r.member_id ORDER BY o.name = 'Đảng bộ Chung' DESC) AS nth
  FROM ratings_memberrating r JOIN ratings_sheet s ON s.id = r.sheet_id
  JOIN ratings_ratingyear y ON y.id = s.rating_year_id JOIN organizations_organization o ON o.id = y.root_id
  WHERE y.year = 2024
) each_once WHERE nth = 1 GROUP BY level
"""


@pytest.fixture
def early() -> Small:
    """Not merged yet."""
    small = build()
    year = factories.RatingYearFactory(root=small.one, year=YEAR, state=RatingYear.State.OPEN)
    rate(year, small, Level.GOOD, "own", "sibling", "lone", "first", "second", "third")
    close(year, small.office)
    small.move(small.sibling, to=factories.OrganizationFactory(name="Đảng bộ Khác"), on=GONE_ON)
    stays, *go = small.members["lone"]
    for member in go:
        deeds.transfer(member=member, organization=small.first, on=GONE_ON, by=small.office)
    Membership.objects.filter(member=stays).update(until=GONE_ON)
    small.members["first"] += go
    small.dissolve(small.lone, on=ENDED_ON)
    return small


def merged(small: Small, *rated: str) -> Small:
    small.merge_anew(small.one, small.two, name="Đảng bộ Chung", on=MERGED_ON)
    small.whole = Organization.objects.get(name="Đảng bộ Chung")
    factories.terms(small.whole)
    year = factories.RatingYearFactory(root=small.whole, year=YEAR, state=RatingYear.State.PLANNED)
    open_year(rating_year=year, by=None)
    rate(year, small, Level.COMPLETED, *rated)
    close(year, small.office)
    return small


@pytest.fixture
def small(early) -> Small:
    return merged(early, "own", "first", "second")


def told_by(small: Small) -> dict[str, set[str]]:
    """The names of the organisations whose sheets count, by the root that rated them; each once."""
    found = sheets_of(small.whole, [YEAR]).exclude(organization_rating=None)
    rows = list(found.values_list("rating_year__root__name", "organization__name"))
    assert len(rows) == len({name for _root, name in rows})
    return {root: {name for by, name in rows if by == root} for root, _name in rows}


def names(small: Small, *those: str) -> set[str]:
    return {getattr(small, each).name for each in those}


def term(small: Small):
    return small.whole.terms.get(code="2020-2025")


def test_each_organisation_has_one_sheet(small):
    assert told_by(small) == {
        "Đảng bộ Chung": names(small, "own", "first", "second"),
        "Đảng bộ Một": names(small, "sibling", "lone", "third"),
    }


def test_what_was_merged_into_another_is_counted_with_that_one(early):
    early.merge(early.second, into=early.first, on=ENDED_ON)
    early.members["first"] += early.members.pop("second")
    small = merged(early, "own", "first")
    assert told_by(small) == {
        "Đảng bộ Chung": names(small, "own", "first"),
        "Đảng bộ Một": names(small, "sibling", "lone", "third"),
    }
    figure = scorecard(term(small), small.whole, AS_OF).line(GOOD_UP).year(YEAR)
    assert (figure.numerator, figure.denominator) == (4, 12)


def test_each_member_counts_once(small):
    with connection.cursor() as cursor:
        cursor.execute(MEMBERS)
        told = dict(cursor.fetchall())
    assert told == {Level.GOOD: 4, Level.COMPLETED: 8}
    figure = scorecard(term(small), small.whole, AS_OF).line(GOOD_UP).year(YEAR)
    assert (figure.numerator, figure.denominator) == (4, 12)


def test_the_rows_behind_the_figure_add_up_to_it(small):
    indicator = BY_CODE[GOOD_UP]
    shares = records.shares(indicator, indicator.source, [YEAR], small.whole, small.office)
    found = {each.organization: (each.numerator, each.denominator) for each in shares if each.denominator}
    assert found == {small.own: (0, 8), small.sibling: (3, 3), small.lone: (1, 1)}


def test_the_levels_and_the_annex_tell_of_all(small):
    rated = rated_organizations(small.whole, term(small))
    levels = {each.id: [s.level for s in each.standings] for each in rated}
    by_one = {small.sibling.pk: [Level.GOOD], small.lone.pk: [Level.GOOD]}
    assert levels == by_one | {small.own.pk: [Level.COMPLETED], small.other.pk: [None]}
    counted = Counter()
    for sector in annex.read(small.whole, term(small), AS_OF).sectors:
        for year in sector.years:
            counted.update({each.name: each.value for each in year.counts})
    assert (counted["members_good"], counted["members_completed"]) == (4, 8)


def test_below_a_committee_nothing_is_counted_twice_that_went_to_another(small):
    """The cell `first` has the two who came from `lone`; its own figure has them once."""
    first = Organization.objects.get(pk=small.first.pk)
    figure = scorecard(term(small), first, AS_OF).line(GOOD_UP).year(YEAR)
    assert (figure.numerator, figure.denominator) == (0, 5)


def test_no_more_are_allowed_to_be_excellent_than_those_counted_allow(small):
    """20 % of the good or better, rounded up: of three one, of one one; all that `one` had rated would allow four."""
    RatingYear.objects.filter(year=YEAR).update(
        rule_set="hd21", cap_base=RatingYear.CapBase.GOOD_OR_BETTER, cap_rounding=RatingYear.Rounding.CEILING
    )
    assert load.sources(term(small), small.whole, AS_OF).allowed[YEAR].most == 2


def test_the_plan_is_that_of_the_whole(small):
    Plan.objects.create(root=small.whole, year=YEAR, indicator="admissions", value=9)
    assert load.sources(term(small), small.whole, AS_OF).plans[YEAR, "admissions"] == 9

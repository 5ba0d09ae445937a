"""A root closed its year in June and was merged on the first of July; the other closed the same year in December."""

from datetime import date

import pytest
from django.db import connection

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.register import reading
from ratings.register.differences import differences
from ratings.years.actions import open_year
from reports.scorecard import annex
from reports.scorecard.build import scorecard
from tests import factories
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db

YEAR, AS_OF, MERGED_ON = 2024, date(2025, 6, 1), date(2024, 7, 1)
# Records of the register and how many closed years hold each now; rated members, however many sheets they are on.
KEPT = """
SELECT COUNT(*), COUNT(DISTINCT k.source) FROM ratings_year{what} k JOIN ratings_ratingyear y ON y.id = k.rating_year_id
WHERE y.state = 'closed' AND k.until IS NULL
"""
REGISTER = {
    "event": "SELECT COUNT(*) FROM members_lifeevent WHERE kind = 'admitted' AND happened_on BETWEEN %s AND %s",
    "act": "SELECT COUNT(*) FROM inspections_case WHERE opened_on BETWEEN %s AND %s",
}
RATED = "SELECT COUNT(DISTINCT member_id) FROM ratings_memberrating"


def told(sql: str, *values: object) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


@pytest.fixture
def small() -> Small:
    small = build(size=2)
    one, two = entries.open_years(small, [YEAR])
    record(small, small.first, date(YEAR, 3, 3))
    entries.rate_all(small, one)
    entries.close(small, one)
    record(small, small.first, date(YEAR, 6, 20))
    small.merge(small.one, into=small.two, on=MERGED_ON)
    for cell, day in ((small.first, MERGED_ON), (small.third, date(YEAR, 10, 10)), (small.other, date(YEAR, 5, 5))):
        record(small, cell, day)
    open_year(rating_year=two, by=None)
    entries.rate_all(small, two)
    entries.close(small, two)
    small.early, small.whole = one, Organization.objects.get(pk=small.two.pk)
    factories.terms(small.whole)
    return small


def record(small: Small, organization: Organization, on: date) -> None:
    """An act; and in a cell an admission too."""
    if organization != small.other:
        entries.admit(small, organization, on)
    entries.act(small, organization, on)


def figures(small: Small) -> dict[str, int]:
    term = small.whole.terms.get(code="2020-2025")
    card = scorecard(term, small.whole, AS_OF)
    term.ends_on = date(YEAR, 12, 31)
    there = annex.read(small.whole, term, AS_OF)
    return {
        "admissions": card.line("admissions").year(YEAR).numerator,
        "acts": reading.acts().within(small.whole).counted("opened_on__year")[YEAR,],
        "organisations": there.organizations,
        "members": there.members,
        "rated": card.line("member_rated_good_up").year(YEAR).denominator,
    }


def test_each_record_of_the_year_counts_once(small):
    """Besides the admission and the act of 20 June, which were entered after closing."""
    assert figures(small) == {"admissions": 3, "acts": 4, "organisations": 4, "members": 12, "rated": 12}
    assert told(KEPT.format(what="event")) == (3, 3)
    assert told(KEPT.format(what="act")) == (4, 4)
    assert told(RATED) == (12,)


def test_corrected_none_is_lost(small):
    early = RatingYear.objects.select_related("root").get(pk=small.early.pk)
    entries.correct(small, early, len(differences(early)))
    assert figures(small) == {"admissions": 4, "acts": 5, "organisations": 4, "members": 12, "rated": 12}
    for what, total in (("event", 4), ("act", 5)):
        assert told(KEPT.format(what=what)) == (total, total)
        assert told(REGISTER[what], date(YEAR, 1, 1), date(YEAR, 12, 31)) == (total,)


def test_each_root_tells_of_itself_what_it_closed(small):
    """The early year by its first edition; the other of what both have become."""
    early = RatingYear.objects.select_related("root").get(pk=small.early.pk)
    factories.terms(early.root)
    card = scorecard(early.root.terms.get(code="2020-2025"), early.root, AS_OF)
    assert card.line("admissions").year(YEAR).numerator == 1
    assert card.line("member_rated_good_up").year(YEAR).denominator == 9

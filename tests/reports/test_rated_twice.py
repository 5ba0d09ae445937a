"""Rated below two roots in one year, counted once: one closed its year before what it was merged into began its own."""

from datetime import date

import pytest
from django.utils import timezone

from organizations.models import Organization
from ratings.counts.once import sheets_of, superseded
from ratings.levels import Level
from ratings.models import Edition, RatingYear, Sheet
from ratings.register import freezing
from ratings.years.actions import open_year
from reports.indicators.catalogue import BY_CODE
from reports.scorecard import annex, records
from reports.scorecard.build import scorecard
from reports.scorecard.standings import rated_organizations
from tests import factories
from tests.organizations.deeds.small import Small, build
from tests.reports import worlds

pytestmark = pytest.mark.django_db
YEAR, AS_OF = 2024, date(2025, 6, 1)
GOOD_UP = "member_rated_good_up"


def rate(year: RatingYear, small: Small, level: Level, *names: str) -> None:
    for name in names:
        place = Organization.objects.get(pk=getattr(small, name).pk)
        sheet, _made = Sheet.objects.get_or_create(rating_year=year, organization=place)
        factories.OrganizationRatingFactory(sheet=sheet, level=level)
        for member in small.members.get(name, ()):
            factories.MemberRatingFactory(sheet=sheet, member=member, level=level)


def close(year: RatingYear, by) -> None:
    for sheet in year.sheets.all():
        worlds.approve(sheet, by)
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.CLOSED, closed_at=timezone.now())
    freezing.make(RatingYear.objects.get(pk=year.pk), Edition.Origin.CLOSING, by=None)


@pytest.fixture
def small() -> Small:
    """`one` closed its 2024 early, all good; then it was merged, as was told only later."""
    small = build()
    for root in (small.one, small.two):
        year = factories.RatingYearFactory(root=root, year=YEAR, state=RatingYear.State.OPEN)
        if root == small.one:
            rate(year, small, Level.GOOD, "own", "sibling", "lone", "first", "second", "third")
            close(year, small.office)
    small.merge_anew(small.one, small.two, name="Đảng bộ Chung")
    small.whole = Organization.objects.get(name="Đảng bộ Chung")
    factories.terms(small.whole)
    factories.terms(small.one)
    for each in (small.one, small.own, small.first):
        each.refresh_from_db()
    return small


@pytest.fixture
def rated_again(small) -> RatingYear:
    """The whole rates them once more, all but one lower."""
    year = factories.RatingYearFactory(root=small.whole, year=YEAR, state=RatingYear.State.PLANNED)
    open_year(rating_year=year, by=None)
    rate(year, small, Level.COMPLETED, "own", "sibling", "lone", "second", "third")
    rate(year, small, Level.GOOD, "first")
    close(year, small.office)
    return year


def figure(small, root, organization=None):
    card = scorecard(root.terms.get(code="2020-2025"), organization or root, AS_OF)
    found = card.line(GOOD_UP).year(YEAR)
    return found.numerator, found.denominator


def test_until_then_the_year_of_the_first_is_what_there_is(small):
    assert figure(small, small.whole) == (12, 12)
    assert figure(small, small.one) == (12, 12)


def test_rated_again_each_counts_once_in_the_figures_of_the_whole(small, rated_again):
    assert Sheet.objects.below(small.whole).filter(organization=small.first).count() == 2
    assert figure(small, small.whole) == (3, 12)
    assert figure(small, small.whole, small.first) == (3, 3)


def test_the_root_that_closed_it_goes_on_telling_of_its_own(small, rated_again):
    assert figure(small, small.one) == (12, 12)


def test_the_rows_behind_the_figure_are_those_that_it_counts(small, rated_again):
    indicator = BY_CODE[GOOD_UP]
    shares = records.shares(indicator, indicator.source, [YEAR], small.whole, small.office)
    assert sum(share.numerator for share in shares) == 3
    assert sum(share.denominator for share in shares) == 12


def test_so_do_the_levels_and_what_the_report_tells_beside(small, rated_again):
    term = small.whole.terms.get(code="2020-2025")
    rated = rated_organizations(small.whole, term)
    levels = {each.pk: [Level.COMPLETED] for each in (small.own, small.sibling, small.lone)}
    assert {each.id: [s.level for s in each.standings] for each in rated} == levels | {small.other.pk: [None]}
    by_sector = [
        {each.name: each.value for each in year.counts}
        for s in annex.read(small.whole, term, AS_OF).sectors
        for year in s.years
    ]
    assert sum(each.get("members_completed", 0) for each in by_sector) == 9
    assert sum(each.get("members_good", 0) for each in by_sector) == 3


def test_a_year_is_left_out_only_where_what_came_of_its_root_rated_too(small):
    years = list(RatingYear.objects.filter(year=YEAR).select_related("root"))
    assert superseded(years) == []
    own = factories.RatingYearFactory(root=small.whole, year=YEAR)
    assert {each.root for each in superseded([*years, own])} == {small.one, small.two}


def test_one_that_was_handed_over_counts_where_it_ended_the_year(small):
    """Both roots go on; each has rated it."""
    third, fourth = factories.OrganizationFactory(), factories.OrganizationFactory()
    moved = factories.committee(third)
    years = [factories.RatingYearFactory(root=root, year=YEAR) for root in (third, fourth)]
    first = factories.SheetFactory(rating_year=years[0], organization=moved)
    factories.AssignmentFactory(user=small.office, role="bloc_office", organization=third)
    factories.AssignmentFactory(user=small.office, role="bloc_office", organization=fourth)
    RatingYear.objects.filter(pk=years[0].pk).update(state=RatingYear.State.CLOSED)
    small.move(moved, to=fourth)
    moved.refresh_from_db()
    second, _made = Sheet.objects.get_or_create(rating_year=years[1], organization=moved)
    assert first.path[:4] == third.path
    assert list(sheets_of(moved, [YEAR])) == [second]
    assert list(sheets_of(third, [YEAR])) == [first]
    assert list(sheets_of(fourth, [YEAR])) == [second]

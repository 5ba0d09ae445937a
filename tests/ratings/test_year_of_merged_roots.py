"""Roots are merged in the year: what was begun at either goes over to the year that the new one opens."""

import pytest

from organizations.models import Organization
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.sheets.entry import key_of
from ratings.sheets.saving import save_rows
from ratings.years.actions import open_year
from tests.factories import AssignmentFactory, RatingYearFactory
from tests.organizations.deeds.small import build
from tests.ratings.sheets import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    small = build()
    AssignmentFactory(user=small.office, role="bloc_office", organization=small.two)
    for root in (small.one, small.two):
        open_year(rating_year=RatingYearFactory(root=root, state=RatingYear.State.PLANNED), by=None)
    return small


def rate(small) -> Sheet:
    sheet = Sheet.objects.get(organization=small.first)
    rows = {key_of(member.pk): row(level=3) for member in small.members["first"]}
    save_rows(sheet=sheet, rows=rows, version=sheet.version, by=small.office)
    return sheet


def test_each_organisation_has_one_sheet_and_nothing_typed_is_lost(small):
    begun = rate(small)
    count = Sheet.objects.count()
    small.merge_anew(small.one, small.two, name="Đảng bộ Chung")
    united = Organization.objects.get(name="Đảng bộ Chung")
    year = RatingYearFactory(root=united, state=RatingYear.State.PLANNED)
    assert open_year(rating_year=year, by=None) == 0
    assert Sheet.objects.count() == Sheet.objects.filter(rating_year=year).count() == count
    assert MemberRating.objects.filter(sheet__organization=small.first, sheet__rating_year=year).count() == 3
    assert Sheet.objects.get(organization=small.first) == begun


def test_sheets_of_a_year_that_the_first_root_closed_stay_there(small):
    rate(small)
    RatingYear.objects.filter(root=small.one).update(
        state=RatingYear.State.CLOSED, closed_at="2024-06-30 00:00Z", closed_by=small.office
    )
    small.merge_anew(small.one, small.two, name="Đảng bộ Chung")
    year = RatingYearFactory(root=Organization.objects.get(name="Đảng bộ Chung"), state=RatingYear.State.PLANNED)
    open_year(rating_year=year, by=None)
    kept = Sheet.objects.get(organization=small.first, rating_year__root=small.one)
    assert (kept.member_ratings.count(), kept.path[:4]) == (3, small.one.path)

import pytest
from django.db.models.functions import Substr
from django.utils import timezone

from organizations.models import Organization
from ratings.counts import measures
from ratings.counts.totals import tallied, totals
from ratings.models import MemberRating, Sheet
from tests import factories

pytestmark = pytest.mark.django_db
BY_YEAR = ("rating_year__year",)
BY_BRANCH = (Substr("organization__path", 1, 8), "rating_year__year")


@pytest.fixture
def bloc() -> Organization:
    return factories.OrganizationFactory()


@pytest.fixture
def branch(bloc) -> Organization:
    return factories.committee(bloc)


def cell_rated(branch: Organization, *levels: int, year: int = 2024) -> Sheet:
    cell = factories.cell(branch)
    sheet = factories.SheetFactory(organization=cell, rating_year=factories.RatingYearFactory(year=year))
    for level in levels:
        factories.MemberRatingFactory(sheet=sheet, member=factories.member_of(cell), level=level)
    return sheet


def approve(sheet: Sheet) -> Sheet:
    now, by = timezone.now(), factories.UserFactory()
    values = {"submitted_at": now, "submitted_by": by, "approved_at": now, "approved_by": by}
    Sheet.objects.filter(pk=sheet.pk).update(state=Sheet.State.APPROVED, **values)
    measures.freeze(sheet, sheet.version)
    return sheet


def test_approved_sheets_speak_through_their_tallies_and_the_others_as_they_stand(branch):
    frozen, open_one = approve(cell_rated(branch, 4, 3)), cell_rated(branch, 3)
    MemberRating.objects.filter(sheet__in=(frozen, open_one)).update(level=4)
    found = totals(Sheet.objects.all(), BY_YEAR)
    assert found.sums == {(2024,): {"members_excellent": 2, "members_good": 1}}
    assert [(each.sheet_id, each.place, each.counts) for each in found.waiting] == [
        (open_one.pk, (2024,), {"members_excellent": 1})
    ]
    assert tallied(Sheet.objects.all(), BY_YEAR) == {(2024,): {"members_excellent": 1, "members_good": 1}}


def test_a_sheet_taken_up_again_counts_as_it_stands_and_not_as_it_was_frozen(branch):
    again = approve(cell_rated(branch, 4))
    Sheet.objects.filter(pk=again.pk).update(state=Sheet.State.DRAFT, approved_at=None, approved_by=None)
    MemberRating.objects.filter(sheet=again).update(level=3)
    assert again.tallies.exists()
    assert totals(Sheet.objects.all(), BY_YEAR).sums == {(2024,): {"members_good": 1}}
    assert tallied(Sheet.objects.all(), BY_YEAR) == {}


def test_places_are_kept_apart(bloc, branch):
    other = factories.committee(bloc)
    approve(cell_rated(branch, 4))
    approve(cell_rated(branch, 4, year=2023))
    cell_rated(branch, 4)
    cell_rated(other, 3)
    assert totals(Sheet.objects.all(), BY_BRANCH).sums == {
        (branch.path, 2024): {"members_excellent": 2},
        (branch.path, 2023): {"members_excellent": 1},
        (other.path, 2024): {"members_good": 1},
    }
    assert totals(Sheet.objects.below(other), BY_BRANCH).sums.keys() == {(other.path, 2024)}


def test_only_the_measures_asked_for_and_no_place_without_any(bloc, branch):
    other = factories.committee(bloc)
    approve(cell_rated(branch, 4, 3))
    cell_rated(branch, 4, 3)
    approve(cell_rated(other, 2))
    waits = cell_rated(other, 2)
    found = totals(Sheet.objects.all(), BY_BRANCH, ["members_good"])
    assert found.sums == {(branch.path, 2024): {"members_good": 2}}
    assert waits.pk in {each.sheet_id for each in found.waiting}


def test_zero_is_given_and_absent_is_not(bloc):
    for freeze in (True, False):
        year = factories.RatingYearFactory(year=2024)
        sheet = factories.SheetFactory(organization=factories.grassroots_cell(bloc), rating_year=year)
        factories.WorkResultFactory(sheet=sheet, budget_paid=0)
        if freeze:
            approve(sheet)
    assert totals(Sheet.objects.all(), BY_YEAR).sums == {(2024,): {"budget_paid": 0}}


@pytest.mark.parametrize(("waiting", "queries"), [(0, 2), (1, 7), (3, 7)])
def test_queries_do_not_grow_with_sheets(branch, waiting, queries, django_assert_num_queries):
    for _each in range(3):
        approve(cell_rated(branch, 4))
    for _each in range(waiting):
        cell_rated(branch, 4)
    with django_assert_num_queries(queries):
        totals(Sheet.objects.all(), BY_BRANCH)

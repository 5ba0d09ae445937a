"""Who was excellent five years running, where two roots rated one calendar year, or one became part of another."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import RatingYear
from tests import factories
from tests.organizations.deeds.small import Small, build
from tests.reports.merged_roots import merged
from tests.reports.worlds import approve

pytestmark = pytest.mark.django_db
SUBJECTS = ("members", "organizations")


@pytest.fixture
def small() -> Small:
    return build(1)


def rate(small: Small, root: Organization, year: int, level: int = Level.EXCELLENT) -> None:
    """One cell and its member, in a closed year of this root."""
    rating_year = factories.RatingYearFactory(year=year, root=root, state=RatingYear.State.CLOSED)
    sheet = factories.SheetFactory(rating_year=rating_year, organization=small.first)
    assert sheet.path.startswith(root.path)
    factories.OrganizationRatingFactory(sheet=sheet, level=level)
    factories.MemberRatingFactory(sheet=sheet, member=small.members["first"][0], level=level)
    approve(sheet, small.office)


def rated_by_both(small: Small, first: int, level: int = Level.EXCELLENT) -> None:
    """By the one root from that year on; by the other in 2024 alone, as they went there before its end."""
    for year in range(first, 2025):
        rate(small, small.one, year)
    small.move(small.own, to=small.two)
    rate(small, small.two, 2024, level)


def listed(client, small: Small, of: str, root: Organization) -> int:
    client.force_login(factories.user_with(Role.OFFICE, root))
    url = reverse(f"ratings:running_{of}", args=[2024])
    return client.get(f"/r/{root.pk}{url}").context["list"].count


@pytest.mark.parametrize("of", SUBJECTS)
def test_whom_two_roots_rated_in_one_year_stays_on_the_list_of_either(client, small, of):
    rated_by_both(small, 2020)
    assert [listed(client, small, of, root) for root in (small.one, small.two)] == [1, 1]


@pytest.mark.parametrize("of", SUBJECTS)
def test_two_roots_in_one_year_make_no_fifth_year(client, small, of):
    rated_by_both(small, 2021)
    assert [listed(client, small, of, root) for root in (small.one, small.two)] == [0, 0]


@pytest.mark.parametrize("of", SUBJECTS)
def test_a_lower_level_at_the_other_root_breaks_it(client, small, of):
    rated_by_both(small, 2020, Level.GOOD)
    assert [listed(client, small, of, root) for root in (small.one, small.two)] == [0, 0]


def test_years_of_what_was_merged_into_the_root_are_held(client):
    found = merged()
    RatingYear.objects.filter(year=2018).update(rule_set="hd27")
    client.force_login(factories.user_with(Role.LEADER, found.whole))
    page = client.get(reverse("ratings:running_members", args=[2019]))
    assert (page.context["missing"], page.context["converted"]) == ([2015, 2016], [2018])

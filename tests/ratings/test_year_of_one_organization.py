"""A year's figures of one organisation: what they are stays, whatever is entered of it later."""

from datetime import date

import pytest
from django.urls import reverse

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.summary import lists
from ratings.summary.earlier import counts_at, tables_at
from ratings.summary.form import summary_of
from ratings.summary.official import official_counts
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import MIDYEAR, Small, build
from ui.root_addresses import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build(2)


def told(year: RatingYear, organization: Organization) -> list:
    """On the summary, the page of the first edition, forms 7A to 6F, and the lists behind a number."""
    scope = Organization.objects.get(pk=organization.pk)
    summary = summary_of(year, scope)
    chosen = lists.ListFilter(year, scope)
    return [
        summary.members[-1].counts,
        [(line.subject, line.counts) for line in summary.organizations],
        counts_at(year, scope, 1).standings,
        [table.rows for table in tables_at(summary, year, scope, 1)],
        official_counts(year, scope).numbers,
        [lists.member_ratings(chosen).count(), lists.organization_ratings(chosen).count()],
        [lists.members_not_entered(chosen).count(), lists.organizations_not_entered(chosen).count()],
    ]


@pytest.mark.parametrize("on", [MIDYEAR, date(2025, 3, 3)])
def test_what_is_merged_into_it_later_stays_beside_it(small, on):
    entries.act(small, small.sibling, date(2024, 3, 3))
    year = entries.rated_and_closed(small)
    before = told(year, small.own), told(year, small.sibling)
    small.merge(small.sibling, into=small.own, on=on)
    assert (told(year, small.own), told(year, small.sibling)) == before


def test_what_was_part_of_it_when_the_year_was_closed_is_in_it(small):
    entries.act(small, small.sibling, date(2024, 3, 3))
    small.merge(small.sibling, into=small.own)
    year, own = entries.rated_and_closed(small), Organization.objects.get(pk=small.own.pk)
    summary = summary_of(year, own)
    assert summary.members[-1].counts.rated == 6
    [registered] = [table for table in tables_at(summary, year, own, 1) if table.code == "register"]
    assert [row.cells[0].value for row in registered.rows] == [1]


def test_what_came_of_several_has_them_together(small):
    year = entries.rated_and_closed(small)
    small.merge_anew(small.own, small.sibling, name="Đảng bộ Chung", on=date(2025, 3, 3))
    united = Organization.objects.get(name="Đảng bộ Chung")
    assert summary_of(year, united).members[-1].counts.rated == 6


PAGES = ("summary", "summary_workbook", "summary_official", "summary_official_workbook", "summary_members")


def test_the_root_that_it_left_goes_on_seeing_its_year(client, small):
    entries.rated_and_closed(small)
    small.move(small.own, to=small.two)
    client.force_login(small.office)
    for name, more in [*((page, []) for page in PAGES), ("edition", [1])]:
        url = address_of(small.one.pk, reverse(f"ratings:{name}", args=[2024, *more]))
        assert client.get(f"{url}?organization={small.own.pk}").status_code == 200, name
        assert client.get(f"{url}?organization={small.other.pk}").status_code == 404, name

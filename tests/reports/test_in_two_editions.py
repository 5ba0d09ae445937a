"""Handed over by an entry made after closing: the same places and members are in the closed years of two roots."""

from datetime import date

import pytest

from organizations.models import Organization
from ratings.years.actions import open_year
from reports.models import Term
from reports.scorecard import annex
from reports.scorecard.build import scorecard
from tests import factories
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db

YEAR, AS_OF, MOVED_ON, MERGED_ON = 2024, date(2025, 6, 1), date(2024, 2, 1), date(2025, 2, 1)


@pytest.fixture
def small() -> Small:
    small = build(size=2)
    one, two = entries.open_years(small, [YEAR])
    entries.rate_all(small, one)
    entries.close(small, one)
    small.move(small.sibling, to=small.two, on=MOVED_ON)
    open_year(rating_year=two, by=None)
    entries.rate_all(small, two)
    entries.close(small, two)
    return small


def fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def told(root: Organization, organization: Organization) -> dict[str, int]:
    factories.terms(root)
    term = Term.objects.get(root=root, code="2020-2025")
    card = scorecard(term, organization, AS_OF)
    term.ends_on = date(YEAR, 12, 31)
    there = annex.read(organization, term, AS_OF)
    return {
        "organisations": there.organizations,
        "in sectors": sum(each.organizations for each in there.sectors),
        "members": there.members,
        "rated": card.line("member_rated_good_up").year(YEAR).denominator,
    }


def test_what_was_handed_over_counts_once(small):
    assert told(fresh(small.two), fresh(small.sibling)) == {
        "organisations": 1,
        "in sectors": 1,
        "members": 2,
        "rated": 2,
    }


def test_both_merged_later_count_it_once(small):
    small.merge_anew(small.one, small.two, name="Đảng bộ Chung", on=MERGED_ON)
    whole = Organization.objects.get(name="Đảng bộ Chung")
    assert told(whole, whole) == {"organisations": 4, "in sectors": 4, "members": 8, "rated": 8}

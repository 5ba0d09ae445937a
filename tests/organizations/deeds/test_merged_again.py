"""A merger of two between whom something was handed over or divided before: the whole past goes along all the same."""

from datetime import date

import pytest

from organizations.models import Lineage, Organization
from organizations.roots import mergers, successor_of
from tests.organizations.deeds import kept
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db

EARLIER, MERGED_ON = date(2025, 2, 1), date(2025, 7, 1)


@pytest.fixture
def small() -> Small:
    return build(size=1)


def fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def handed_over(small: Small) -> tuple[Organization, Organization]:
    small.move(small.sibling, to=small.two, on=EARLIER)
    return small.one, small.two


def divided(small: Small) -> tuple[Organization, Organization]:
    small.split(small.own, "Đảng bộ Chi nhánh", below=[small.second], on=EARLIER)
    return small.own, Organization.objects.get(name="Đảng bộ Chi nhánh")


@pytest.mark.parametrize("before", [handed_over, divided])
def test_the_survivor_has_the_past_of_who_gave_to_it_before(small, before):
    one, other = before(small)
    small.merge(one, into=other, on=MERGED_ON)
    assert set(fresh(one).paths) <= set(fresh(other).paths)
    assert set(Lineage.objects.values_list("predecessor", "kind")) >= {(one.pk, Lineage.Kind.MERGE)}


def test_of_roots_the_merger_is_known(small):
    one, two = handed_over(small)
    small.merge(one, into=two, on=MERGED_ON)
    assert [(each.on, each.predecessor, each.successor) for each in mergers()] == [(MERGED_ON, one.path, two.path)]
    assert successor_of(one) == two


@pytest.mark.parametrize("before", [handed_over, divided])
def test_taken_back_it_leaves_what_the_earlier_deed_had(small, before):
    one, other = before(small)
    register, past = kept.traces(), fresh(other).earlier_paths
    small.take_back(small.merge(one, into=other, on=MERGED_ON))
    assert (kept.traces(), fresh(other).earlier_paths) == (register, past)

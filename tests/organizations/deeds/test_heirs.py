"""Who reads and corrects the closed years of a root that has ended: who holds what it was at its end, and no other."""

from datetime import date

import pytest

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from organizations.models import Organization
from organizations.roots import may_at, went_before
from tests.factories import OrganizationFactory, user_with
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db

LONG_AGO, HANDED_OVER, ENDED = date(2022, 3, 1), date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def small() -> Small:
    """A cell of the root `one` has gone to `two` long ago."""
    small = build(size=1)
    small.move(small.lone, to=small.two, on=LONG_AGO)
    return small


@pytest.fixture
def three() -> Organization:
    return OrganizationFactory(name="Đảng bộ Ba")


def may(root: Organization, ended: Organization) -> list[bool]:
    user, ended = User.objects.get(pk=user_with(Role.OFFICE, root).pk), Organization.objects.get(pk=ended.pk)
    return [may_at(user, ended, each) for each in (Permission.VIEW_SHEETS, Permission.CORRECT_YEARS)]


def test_it_became_part_of_another(small, three):
    small.merge(small.one, into=three, on=ENDED)
    assert went_before({three.path}) == [small.one]
    assert went_before({small.two.path}) == []
    assert (may(three, small.one), may(small.two, small.one)) == ([True, True], [False, False])


def test_what_was_merged_has_one_heir_whatever_it_gave_away_just_before(small, three):
    small.move(small.sibling, to=small.two, on=HANDED_OVER)
    small.merge(small.one, into=three, on=ENDED)
    assert (may(three, small.one), may(small.two, small.one)) == ([True, True], [False, False])


def test_it_handed_all_over_to_several_and_ended(small, three):
    four = OrganizationFactory(name="Đảng bộ Bốn")
    small.move(small.own, to=three, on=HANDED_OVER)
    small.move(small.sibling, to=four, on=ENDED)
    small.dissolve(small.one, on=ENDED)
    assert [may(root, small.one) for root in (three, four)] == [[True, True]] * 2
    assert may(small.two, small.one) == [False, False]


def test_who_had_a_part_before_and_gets_the_rest_is_an_heir(small):
    small.move(small.own, small.sibling, to=small.two, on=HANDED_OVER)
    small.dissolve(small.one, on=ENDED)
    assert may(small.two, small.one) == [True, True]


def test_the_merger_of_an_heir_has_it_too(small, three):
    small.move(small.own, small.sibling, to=three, on=HANDED_OVER)
    small.dissolve(small.one, on=ENDED)
    five = OrganizationFactory(name="Đảng bộ Năm")
    small.merge(three, into=five, on=date(2025, 7, 1))
    assert may(five, small.one) == [True, True]

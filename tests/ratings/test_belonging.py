"""In which cells a closed year holds others than the register: found by numbers of each cell, compared only there."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from members.models import Membership
from organizations.models import Change
from organizations.places import settle
from organizations.tree import below
from ratings.models import RatingYear
from ratings.register import freezing
from ratings.register.belonging import differing
from ratings.register.differences import number_below
from tests import factories

EVERYWHERE = Q(pk__isnull=False)


@pytest.fixture
def closed(world) -> RatingYear:
    year = factories.RatingYearFactory(year=2024, state=RatingYear.State.CLOSED)
    freezing.make(year, "closing", by=None)
    return year


def came(world) -> set[int]:
    factories.MembershipFactory(member=factories.MemberFactory(), organization=world.own_cell, since="2020-01-01")
    return {world.own_cell.pk}


def left(world) -> set[int]:
    Membership.objects.filter(member=world.members["own"]).update(until="2024-06-01")
    return {world.own_cell.pk}


def another_came_for_one_who_left(world) -> set[int]:
    left(world)
    return came(world)


def moved_on_the_last_day(world) -> set[int]:
    Membership.objects.filter(member=world.members["own"]).update(until="2024-12-31")
    factories.MembershipFactory(member=world.members["own"], organization=world.sibling_cell, since="2024-12-31")
    return {world.own_cell.pk, world.sibling_cell.pk}


def its_cell_stood_elsewhere(world) -> set[int]:
    Change.objects.create(organization=world.own_cell, on=date(2024, 3, 3), parent=world.sibling)
    settle([world.own_cell.pk])
    return {world.own_cell.pk}


def came_after_the_year(world) -> set[int]:
    factories.MembershipFactory(member=factories.MemberFactory(), organization=world.own_cell, since="2025-01-01")
    return set()


def came_below_another_root(world) -> set[int]:
    factories.MembershipFactory(member=factories.MemberFactory(), organization=world.foreign_cell, since="2020-01-01")
    return set()


@pytest.mark.parametrize(
    "happened",
    [
        came,
        left,
        another_came_for_one_who_left,
        moved_on_the_last_day,
        its_cell_stood_elsewhere,
        came_after_the_year,
        came_below_another_root,
    ],
)
def test_cells_are_found_whose_members_are_others(world, closed, happened):
    assert differing(closed, EVERYWHERE) == set()
    assert differing(closed, EVERYWHERE) | happened(world) == differing(closed, EVERYWHERE)
    assert bool(number_below(closed, world.bloc)) is (happened not in (came_after_the_year, came_below_another_root))


def test_each_looks_at_the_own_part_only(world, closed):
    came(world)
    assert differing(closed, below(world.sibling.path)) == set()
    assert differing(closed, below(world.own.path)) == {world.own_cell.pk}


def test_as_many_queries_however_many_members_differ(world, closed):
    counts = []
    for _each in range(3):
        came(world)
        with CaptureQueriesContext(connection) as asked:
            assert number_below(closed, world.bloc) == _each + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1

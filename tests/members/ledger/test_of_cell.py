"""The balance that the check of a sheet holds against: who went and came back within the year counts each time."""

from datetime import date

import pytest

from members import deeds
from members.ledger.of_cell import Ledger, ledger
from members.models import LifeEvent
from tests import factories

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind
FIRST, LAST = date(2023, 12, 31), date(2024, 12, 31)


def of(cell) -> tuple[int, int, int, int]:
    found = ledger(cell, FIRST, LAST)
    assert found.expected == found.closing
    return found.opening, found.joined, found.left, found.closing


@pytest.mark.parametrize(
    ("ending", "again"), [(Kind.TRANSFERRED_OUT, Kind.RETURNED), (Kind.REMOVED, Kind.RESTORED)], ids=str
)
def test_who_left_years_ago_and_came_again_joined(world, ending, again):
    member, by = factories.member_of(world.own_cell), world.users["bloc_office"]
    deeds.end(member=member, kind=ending, on=date(2020, 5, 1), by=by)
    deeds.come_again(member=member, kind=again, organization=world.own_cell, on=date(2024, 5, 1), by=by)
    assert of(world.own_cell) == (1, 1, 0, 2)


def test_who_came_left_and_came_back_joined_twice_and_left_once(world):
    member, by = world.members["sibling"], world.users["bloc_office"]
    for month, cell in ((3, world.own_cell), (5, world.sibling_cell), (7, world.own_cell)):
        deeds.transfer(member=member, organization=cell, on=date(2024, month, 1), by=by)
    assert of(world.own_cell) == (1, 2, 1, 2)
    assert of(world.sibling_cell) == (1, 1, 2, 0)


def test_who_moved_there_and_back_on_one_day_did_both(world):
    member, by = world.members["own"], world.users["bloc_office"]
    for cell in (world.sibling_cell, world.own_cell, world.sibling_cell):
        deeds.transfer(member=member, organization=cell, on=date(2024, 5, 1), by=by)
    assert of(world.own_cell) == (1, 1, 2, 0)
    assert of(world.sibling_cell) == (1, 2, 1, 2)


def test_nobody_came_or_left(world):
    assert ledger(world.own_cell, FIRST, LAST) == Ledger(1, 0, 0, 1)

import pytest

from ratings.models import Sheet
from tests import factories


@pytest.fixture
def sheet(world) -> Sheet:
    return factories.SheetFactory(organization=world.own_cell)


@pytest.fixture
def member(world):
    return world.members["own"]


@pytest.fixture
def other(world):
    return factories.member_of(world.own_cell, full_name="Hoàng Hà")


@pytest.fixture
def clerk(world, client):
    client.force_login(world.users["clerk"])
    return world.users["clerk"]

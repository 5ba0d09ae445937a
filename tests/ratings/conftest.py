import pytest

from ratings.models import RatingYear
from tests import world as small_world
from tests.ratings import sheets
from tests.world import World


@pytest.fixture
def world(db) -> World:
    return small_world.build()


@pytest.fixture
def year(world) -> RatingYear:
    return sheets.open_year(world)

import pytest

from ratings.models import RatingYear
from tests.ratings import sheets


@pytest.fixture
def year(world) -> RatingYear:
    return sheets.open_year(world)

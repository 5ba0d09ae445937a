"""What is wrong in a file: each kind of error once, over all of its rows, however many they are."""

import pytest

from exchange import wrong
from exchange.rows import SIZE
from exchange.wrong import wrong_cells
from tests.exchange.test_pages import sent

pytestmark = pytest.mark.django_db
GOOD = ("Chi bộ", "Chi bộ cơ sở", "", "1/2/2015", "")
DAYLESS = ("Chi bộ", "Chi bộ cơ sở", "", "31/2/2015", "")
KINDLESS = ("Chi bộ", "Chi ủy", "", "1/2/2015", "")


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def rows(*sorts):
    return [(f"R{at}", *each) for at, each in enumerate(sorts)]


@pytest.fixture
def upload(office):
    return sent(office, rows(*[DAYLESS] * (SIZE + 1), *[GOOD] * SIZE, KINDLESS, *[DAYLESS] * 2))


def test_each_kind_of_error_is_told_with_all_its_cells(upload):
    days, kinds = wrong_cells(upload).shown
    assert (days.problem.column, days.address, days.typed, days.more) == ("opened", "E2", "31/2/2015", SIZE + 2)
    assert (kinds.problem.column, kinds.address, kinds.typed, kinds.more) == ("kind", f"C{2 * SIZE + 3}", "Chi ủy", 0)


def test_those_that_are_not_shown_are_counted_by_their_column(office, upload, monkeypatch):
    monkeypatch.setattr(wrong, "SHOWN", 1)
    found = wrong_cells(upload)
    assert (len(found.shown), found.others, found.columns) == (1, 1, "Loại hình: 1")
    assert "Còn 1 loại lỗi khác, số ô theo cột: Loại hình: 1." in office.get(upload.get_absolute_url()).text

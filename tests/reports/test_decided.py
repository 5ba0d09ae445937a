"""Beside a share of few approved sheets stands of how many they are; the share itself is what it was."""

import pytest
from django.test import Client

from accounts.roles import Role
from ratings.levels import Level
from ratings.models import RatingYear
from reports.scorecard import board
from reports.scorecard.build import scorecard
from reports.scorecard.decided import decided
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.bloc()


def _cell(world, code: str, year: int) -> board.BoardCell:
    card = scorecard(worlds.term(), world.bloc)
    row = next(row for row in board.rows(card, None, decided(card, world.bloc)) if row.code == code)
    return next(cell for cell in row.cells if cell.label == str(year))


def _one_of_three(world, year: int) -> None:
    worlds.rating_year(year, RatingYear.State.OPEN)
    worlds.sheet(world, world.agency, year, level=Level.GOOD)
    for other in (world.enterprise, world.lone_cell, world.agency_cell):
        worlds.sheet(world, other, year, approved=False)


@pytest.mark.parametrize(("code", "note"), [("org_rated_good_up", "1/3 đã\N{NO-BREAK SPACE}duyệt"), ("admissions", "")])
def test_a_year_that_waits_says_how_many_are_approved_beside_what_is_counted_from_sheets(world, code, note):
    _one_of_three(world, 2024)
    worlds.admit(world.agency_cell, 2024)

    assert _cell(world, code, 2024).note == note


def test_a_year_of_which_all_is_approved_says_nothing_and_asks_nothing(world, django_assert_num_queries):
    worlds.sheet(world, world.agency, 2020, level=Level.GOOD)
    card = scorecard(worlds.term(), world.bloc)
    with django_assert_num_queries(0):
        assert decided(card, world.bloc) == {}


def test_below_one_committee_all_its_sheets_count(world):
    worlds.rating_year(2024, RatingYear.State.OPEN)
    worlds.sheet(world, world.agency, 2024, level=Level.GOOD)
    worlds.sheet(world, world.agency_cell, 2024, approved=False)

    assert decided(scorecard(worlds.term(), world.agency), world.agency) == {2024: "1/2 đã\N{NO-BREAK SPACE}duyệt"}


def test_it_stands_on_the_dashboard(world):
    _one_of_three(world, 2024)
    client = Client()
    client.force_login(factories.user_with(Role.LEADER, world.bloc))

    assert "1/3 đã\N{NO-BREAK SPACE}duyệt" in client.get("/terms/2020-2025/").text

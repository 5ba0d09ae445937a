"""Requests to reopen made and answered by several at the same time."""

import pytest

from organizations.sectors import ensure_sectors
from ratings.models import ReopeningRequest, Sheet
from ratings.reopening import actions
from ratings.years import actions as years
from tests import world as small_world
from tests.at_once import at_once
from tests.ratings import sheets
from tests.ratings.requested import WHY, approved, asked
from ui.refusals import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED_BY = (Stale, Refused)


@pytest.fixture
def world(transactional_db):
    ensure_sectors()
    return small_world.build()


def test_of_two_who_ask_at_once_one_request_waits(world):
    sheets.open_year(world)
    approved(world)
    pages = [sheets.sheet_of(world.own_cell) for _one in range(2)]
    raised = at_once(
        lambda: actions.ask(sheet=pages[0], reason=WHY, by=world.users["clerk"]),
        lambda: actions.ask(sheet=pages[1], reason=WHY, by=world.users["committee"]),
        refused_by=REFUSED_BY,
    )
    assert [error is None for error in raised].count(True) == 1
    assert ReopeningRequest.objects.count() == 1


def test_asked_while_the_year_is_reopened_nothing_waits_for_what_is_open(world):
    year, office = sheets.open_year(world), world.users["bloc_office"]
    sheets.close_year(year, office)
    page: Sheet = sheets.sheet_of(world.own_cell)
    at_once(
        lambda: actions.ask(sheet=page, reason=WHY, by=world.users["clerk"]),
        lambda: years.reopen_year(rating_year=year, reason="Sai sót", by=office, **sheets.AGAIN),
        refused_by=REFUSED_BY,
    )
    assert not ReopeningRequest.objects.waiting().exists()


def test_refused_and_taken_back_at_once_it_has_one_answer(world):
    sheets.open_year(world)
    made = asked(approved(world), world.users["clerk"])
    raised = at_once(
        lambda: actions.refuse(request=made, reason="Không", by=world.users["bloc_office"]),
        lambda: actions.take_back(request=ReopeningRequest.objects.get(pk=made.pk), by=world.users["clerk"]),
        refused_by=REFUSED_BY,
    )
    assert [error is None for error in raised].count(True) == 1

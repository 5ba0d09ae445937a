"""A cell is being reopened, not yet committed, when its committee submits: forced, not left to chance."""

import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from organizations.sectors import ensure_sectors
from ratings.approval import actions
from ratings.models import Sheet
from tests import world as small_world
from tests.ratings import sheets
from ui.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """Both cells of the committee are approved, its own sheet is filled."""
    ensure_sectors()
    world = small_world.build()
    sheets.open_year(world)
    for place in (world.own_cell, world.own_second_cell):
        sheets.approved(sheets.sheet_of(place), sheets.clerk_of(place), world.users["committee"])
    sheets.fill(sheets.sheet_of(world.own), world.users["committee"])
    return world


def reopen_the_cell(world) -> None:
    cell, office = sheets.sheet_of(world.own_cell), world.users["bloc_office"]
    actions.reopen(sheet=cell, version=cell.version, by=office, reason="Sai", **sheets.AGAIN)


def submit_the_committee(world, *, busy_timeout: int | None = None) -> None:
    """Of another person, so over another connection. `busy_timeout` in milliseconds, of SQLite."""
    try:
        if busy_timeout is not None:
            connection.cursor().execute(f"PRAGMA busy_timeout = {busy_timeout}")
        sheet = sheets.sheet_of(world.own)
        actions.submit(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.EXPLANATIONS)
    finally:
        connection.close()


def until_it_waits_for_us(other: Future) -> None:
    """Or is done: it cannot be in between for ever, because a lock is waited for 5 seconds at most."""
    waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        while not other.done():
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)


def states(world) -> tuple[str, str]:
    return sheets.sheet_of(world.own).state, sheets.sheet_of(world.own_cell).state


def test_the_committee_waits_and_then_sees_that_its_cell_is_open_again(world):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one person write at a time: the test below")
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            reopen_the_cell(world)
            submission = pool.submit(submit_the_committee, world)
            until_it_waits_for_us(submission)
            assert not submission.done()
        with pytest.raises(Refused, match=world.own_cell.name):
            submission.result()
    assert states(world) == (Sheet.State.DRAFT, Sheet.State.RETURNED)


def test_on_sqlite_nobody_begins_to_write_before_the_cell_is_open_again(world):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows: the test above")
    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            reopen_the_cell(world)
            with pytest.raises(OperationalError, match="locked"):
                pool.submit(submit_the_committee, world, busy_timeout=0).result()
        with pytest.raises(Refused, match=world.own_cell.name):
            pool.submit(submit_the_committee, world).result()
    assert states(world) == (Sheet.State.DRAFT, Sheet.State.RETURNED)

"""Several people at once, each with a connection of their own: the version lets exactly one through."""

from collections.abc import Callable

import pytest

from accounts.roles import Role
from accounts.trail.record import history
from organizations.sectors import ensure_sectors
from ratings.approval import actions
from ratings.models import Appeal, Rerating, Sheet
from ratings.sheets import entry, saving
from tests import factories
from tests import world as small_world
from tests.at_once import at_once
from tests.ratings import sheets
from tests.ratings.appealed import answered, appealed, approved, rerated
from tests.ratings.sheets import row
from ui.refusals import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6
REFUSED_BY = (Stale, Refused)


@pytest.fixture
def world(transactional_db):
    ensure_sectors()
    return small_world.build()


def test_of_many_saves_from_one_version_exactly_one_counts(world):
    sheets.open_year(world)
    key, clerk = entry.key_of(world.members["own"].pk), world.users["clerk"]
    pages = [sheets.sheet_of(world.own_cell) for _each in range(PEOPLE)]

    def save(number: int) -> Callable[[], None]:
        rows = {key: row(level=3, note=f"người {number}")}
        return lambda: saving.save_rows(sheet=pages[number], rows=rows, version=1, by=clerk) and None

    raised = at_once(*(save(number) for number in range(PEOPLE)), refused_by=REFUSED_BY)
    winners = [number for number, error in enumerate(raised) if error is None]
    assert len(winners) == 1
    assert sum(isinstance(error, Stale) for error in raised) == PEOPLE - 1
    sheet = sheets.sheet_of(world.own_cell)
    assert entry.stored(sheet)[key]["note"] == f"người {winners[0]}"
    assert (sheet.version, history(sheet).count()) == (2, 1)


def test_a_save_and_a_submission_together_never_leave_a_sheet_changed_after_it_was_sent(world):
    sheets.open_year(world)
    key, clerk = entry.key_of(world.members["own"].pk), world.users["clerk"]
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), clerk)
    first, second = sheets.sheet_of(world.own_cell), sheets.sheet_of(world.own_cell)
    raised = at_once(
        lambda: saving.save_rows(sheet=first, rows={key: row(level=2)}, version=sheet.version, by=clerk) and None,
        lambda: actions.submit(sheet=second, version=sheet.version, by=clerk, **sheets.EXPLANATIONS),
        refused_by=REFUSED_BY,
    )
    assert [error is None for error in raised].count(True) == 1
    now = sheets.sheet_of(world.own_cell)
    level = entry.stored(now)[key]["level"]
    assert (now.state, level) in ((Sheet.State.SUBMITTED, 3), (Sheet.State.DRAFT, 2))


def test_a_committee_cannot_submit_while_a_cell_is_being_reopened(world):
    sheets.open_year(world)
    committee, office = world.users["committee"], world.users["bloc_office"]
    for place in (world.own_cell, world.own_second_cell):
        sheets.approved(sheets.sheet_of(place), sheets.clerk_of(place), committee)
    parent = sheets.fill(sheets.sheet_of(world.own), committee)
    cell = sheets.sheet_of(world.own_cell)
    at_once(
        lambda: actions.submit(sheet=parent, version=parent.version, by=committee, **sheets.EXPLANATIONS),
        lambda: actions.reopen(sheet=cell, version=cell.version, by=office, reason="Sai", **sheets.AGAIN),
        refused_by=REFUSED_BY,
    )
    states = (sheets.sheet_of(world.own).state, sheets.sheet_of(world.own_cell).state)
    assert states in ((Sheet.State.SUBMITTED, Sheet.State.APPROVED), (Sheet.State.DRAFT, Sheet.State.RETURNED))


def test_of_two_who_answer_an_appeal_at_once_one_is_heard(world):
    sheets.open_year(world)
    others = [world.users["committee"], factories.user_with(Role.COMMITTEE, world.own)]
    appeal = appealed(world, approved(world))
    asked = [
        Appeal.objects.select_related("sheet__organization__parent", "sheet__rating_year").get() for _one in others
    ]
    raised = at_once(
        lambda: answered(world, asked[0], Appeal.Outcome.RERATED, by=others[0]) and None,
        lambda: answered(world, asked[1], Appeal.Outcome.KEPT, by=others[1]) and None,
        refused_by=REFUSED_BY,
    )
    assert [error is None for error in raised].count(True) == 1
    appeal.refresh_from_db()
    assert Rerating.objects.filter(appeal=appeal).exists() is (appeal.outcome == Appeal.Outcome.RERATED)


def test_of_two_who_rate_one_sheet_again_at_once_one_is_heard(world):
    sheets.open_year(world)
    approved(world)
    committee = world.users["committee"]
    found = [sheets.sheet_of(world.own_cell) for _one in range(2)]
    raised = at_once(
        lambda: rerated(world, found[0], row=entry.OWN, by=committee) and None,
        lambda: rerated(world, found[1], by=committee) and None,
        refused_by=REFUSED_BY,
    )
    assert [error is None for error in raised].count(True) == 1
    sheet = sheets.sheet_of(world.own_cell)
    assert [made.version for made in Rerating.objects.all()] == [sheet.version]
    assert sheet.tallies.values("version").distinct().count() == 2

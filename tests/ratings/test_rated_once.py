"""A member who is rated on two sheets of a year counts once: the second of them is not submitted."""

from datetime import date

import pytest

from members import deeds
from ratings.approval import actions
from ratings.sheets.entry import key_of
from ratings.sheets.saving import save_rows
from ratings.summary.form import summary_of
from tests.ratings import sheets
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


def moved(world) -> None:
    target, by = world.own_second_cell, world.users["committee"]
    deeds.transfer(member=world.members["own"], organization=target, on=date(2024, 12, 20), by=by)


def rated(year, world) -> tuple[int, int]:
    members = next(line for line in summary_of(year, world.own).members if not line.sector)
    return members.counts.rated, members.total


def test_who_was_rated_on_an_approved_sheet_before_the_move_is_not_rated_again(world, year):
    clerk, committee = sheets.clerk_of(world.own_second_cell), world.users["committee"]
    first = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], committee)
    moved(world)
    second = sheets.fill(sheets.sheet_of(world.own_second_cell), clerk)
    with pytest.raises(Refused, match="Trần Thị Bình Minh"):
        actions.submit(sheet=second, version=second.version, by=clerk, **sheets.EXPLANATIONS)

    again = {"reason": "Đã chuyển sinh hoạt", "by": world.users["bloc_office"], **sheets.AGAIN}
    actions.reopen(sheet=first, version=first.version, **again)
    first = sheets.sheet_of(world.own_cell)
    rows = {key_of(world.members["own"].pk): sheets.row()}
    save_rows(sheet=first, rows=rows, version=first.version, by=world.users["clerk"])
    actions.submit(sheet=second, version=second.version, by=clerk, **sheets.EXPLANATIONS)
    sent = sheets.sheet_of(world.own_second_cell)
    actions.approve(sheet=sent, version=sent.version, by=committee, **sheets.DECISION)
    assert rated(year, world) == (2, 2)


def test_who_is_rated_where_they_belong_is_not_approved_where_they_left(world, year):
    """Both were sent before either was decided."""
    clerk, committee = sheets.clerk_of(world.own_second_cell), world.users["committee"]
    first = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    moved(world)
    sheets.approved(sheets.sheet_of(world.own_second_cell), clerk, committee)
    with pytest.raises(Refused, match="Trần Thị Bình Minh"):
        actions.approve(sheet=first, version=first.version, by=committee, **sheets.DECISION)

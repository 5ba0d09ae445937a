"""What is entered after a year was closed, on a day within it, changes none of its figures. Numbers in names are those
of the public reports that asked for it."""

from datetime import date

import pytest

from inspections.actions import open_case
from inspections.models import Body, Case
from members import deeds
from members.models import LifeEvent
from ratings.models import RatingYear
from ratings.progress.board import progress_of
from ratings.register.differences import differences
from tests.organizations.deeds import kept, readers
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
CLOSED_DAY = date(2024, 6, 1)


@pytest.fixture
def closed(world, year) -> RatingYear:
    """2024, with the sheet of the own cell approved."""
    sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    sheets.close_year(year, world.users["bloc_office"])
    return RatingYear.objects.select_related("root").get(pk=year.pk)


def said(year: RatingYear, cell) -> tuple:
    [row] = progress_of(year, [cell])
    return kept.figures(year), readers.editions(year), readers.told(year), (row.filled, row.total)


def test_4_a_move_dated_into_a_closed_year_leaves_its_board_and_sheets_as_they_were(world, closed, client):
    before = [said(closed, cell) for cell in (world.own_cell, world.own_second_cell)]
    assert before[0][-1] == (1, 1)
    member, target, by = world.members["own"], world.own_second_cell, world.users["bloc_office"]
    deeds.transfer(member=member, organization=target, on=CLOSED_DAY, by=by)

    assert [said(closed, cell) for cell in (world.own_cell, world.own_second_cell)] == before
    client.force_login(by)
    name = "Trần Thị Bình Minh"
    assert name in client.get(sheets.sheet_of(world.own_cell).get_absolute_url()).text
    assert name not in client.get(sheets.sheet_of(world.own_second_cell).get_absolute_url()).text
    assert differences(closed)


def test_5_an_admission_decided_in_a_closed_year_does_not_count_there(world, closed):
    before = said(closed, world.own_cell)
    facts = {"full_name": "Lê Thị Mới", "sex": "female", "birth_date": date(1990, 1, 2), "position": ""}
    facts |= {"admitted_on": date(2025, 1, 10), "official_on": None}
    entered = {"kind": LifeEvent.Kind.ADMITTED, "organization": world.own_cell, "decided_on": date(2024, 12, 20)}
    deeds.enter(facts=facts, by=world.users["bloc_office"], **entered)
    assert said(closed, world.own_cell) == before
    assert [each.value("kind") for each in differences(closed)] == ["admitted"]


def test_5_an_act_begun_in_a_closed_year_does_not_count_there(world, closed):
    before = said(closed, world.own_cell)
    facts = {"number": "KT-77", "kind": Case.Kind.INSPECTION, "basis": Case.Basis.PROGRAMME}
    facts |= {"body": Body.SUPERIOR_COMMISSION, "acting_organization": world.bloc, "organization": world.own_cell}
    open_case(facts=facts | {"content": "Quy chế", "opened_on": CLOSED_DAY}, by=world.users["inspector"])
    assert said(closed, world.own_cell) == before
    assert len(differences(closed)) == 1

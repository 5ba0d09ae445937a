"""The board of a whole Bloc: a line for each grassroots organisation, which unfolds what belongs to it."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from ratings.models import Sheet
from ratings.progress import folds, rows
from ratings.sheets import entry, saving
from ratings.years import actions
from tests import factories
from tests.ratings import sheets

BOARD = reverse("ratings:year", args=[2024])


def shown(response):
    return [progress.organization.name for progress in response.context["page"]]


def named(world, *names):
    return [getattr(world, name).name for name in names]


def fold_link(page, organization):
    found = re.search(rf'<a href="([^"]*open={organization.pk}[^"]*)">(Xem [^<]*)</a>', page)
    assert found
    return unescape(found[1]), found[2]


def test_who_sees_a_whole_bloc_sees_grassroots_organisations_and_unfolds_one(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["bloc_office"])
    folded = client.get(BOARD)
    assert shown(folded) == named(world, "own", "sibling", "lone_cell")
    address, words = fold_link(folded.text, world.own)
    assert words == "Xem 2 đơn vị (1 chờ duyệt, 1 quá hạn)"
    assert f'id="{address.partition("#")[2]}"' in folded.text

    unfolded = client.get(address)

    assert shown(unfolded) == named(world, "own", "own_cell", "own_second_cell", "sibling", "lone_cell")
    assert "Thu gọn 2 đơn vị" in unfolded.text
    assert [css for _row, css, _cells in unfolded.context["list"].table_rows] == [
        "depth-0",
        "depth-1",
        "depth-1",
        "depth-0",
        "depth-0",
    ]


def test_one_committee_is_open_from_the_start(client, world, year):
    client.force_login(world.users["committee"])
    assert shown(client.get(BOARD)) == named(world, "own", "own_cell", "own_second_cell")


def test_nobody_is_folded_away_whose_line_the_person_may_not_see(client, world, year):
    office = world.users["bloc_office"]
    sheets.foreign_sheet(world)
    factories.AssignmentFactory(user=office, role=Role.CLERK, organization=world.foreign_cell)
    client.force_login(office)
    assert world.foreign_cell.name not in shown(client.get(BOARD))
    assert world.foreign_cell.name in shown(client.get(f"/r/{world.foreign_bloc.pk}{BOARD}"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sort=name", ["lone_cell", "sibling", "own", "own_cell", "own_second_cell"]),
        ("sort=-name", ["own", "own_cell", "own_second_cell", "sibling", "lone_cell"]),
        ("sort=entered", ["own", "own_cell", "own_second_cell", "sibling", "lone_cell"]),
        ("sector=party", ["own", "own_cell", "own_second_cell"]),
        ("size=25&page=9", ["own", "own_cell", "own_second_cell", "sibling", "lone_cell"]),
        ("q=ky+thuat", ["own_second_cell"]),
        ("state=late", ["own", "own_cell", "own_second_cell", "sibling", "sibling_cell", "lone_cell"]),
        ("levels=grassroots", ["own", "sibling", "lone_cell"]),
        ("levels=every", ["own", "own_cell", "own_second_cell", "sibling", "sibling_cell", "lone_cell"]),
    ],
)
def test_folds_hold_through_order_pages_and_sectors_and_what_is_sought_is_shown_flat(client, world, year, query, names):
    client.force_login(world.users["bloc_office"])
    response = client.get(f"{BOARD}?open={world.own.pk}&{query}")
    assert sorted(shown(response)) == sorted(named(world, *names))
    if "sort" in query:
        assert shown(response) == named(world, *names)


def test_what_is_late_below_brings_its_line_to_the_top(client, world, year):
    Sheet.objects.exclude(organization=world.sibling_cell).update(
        state=Sheet.State.SUBMITTED, submitted_at="2025-01-01T00:00Z", submitted_by=world.users["clerk"]
    )
    client.force_login(world.users["bloc_office"])
    assert shown(client.get(BOARD)) == named(world, "sibling", "own", "lone_cell")


def test_the_count_and_the_workbook_are_of_every_row(client, world, year):
    client.force_login(world.users["bloc_office"])
    page = client.get(BOARD)
    assert page.context["list"].count == 6
    assert len(page.context["list"].rows) == 6


def test_the_longest_waiting_come_first_by_the_database(client, world, year):
    for organization, day in ((world.own, "05"), (world.sibling, "03"), (world.lone_cell, "04")):
        sheet = sheets.sheet_of(organization)
        Sheet.objects.filter(pk=sheet.pk).update(
            state=Sheet.State.SUBMITTED, submitted_at=f"2025-01-{day}T09:00Z", submitted_by=world.users["clerk"]
        )
    client.force_login(world.users["bloc_office"])
    longest = client.get(f"{BOARD}?state=submitted&sort=-time")
    assert shown(longest) == named(world, "sibling", "lone_cell", "own")
    assert shown(client.get(f"{BOARD}?state=submitted&sort=time")) == named(world, "own", "lone_cell", "sibling")
    overdue = client.get(f"{BOARD}?levels=every&sort=-time")
    assert shown(overdue)[-3:] == named(world, "sibling", "lone_cell", "own")


def test_of_very_many_below_one_line_a_page_shows_so_many(client, world, year, monkeypatch):
    monkeypatch.setattr(folds, "MOST_BELOW", 1)
    client.force_login(world.users["bloc_office"])
    assert shown(client.get(f"{BOARD}?open={world.own.pk}")) == named(world, "own", "own_cell", "sibling", "lone_cell")


@pytest.mark.parametrize("query", ["open=x", "open=-1", "open=0", "open=9999999999999999999"])
def test_nonsense_unfolds_nothing_and_is_said(client, world, year, query):
    client.force_login(world.users["bloc_office"])
    response = client.get(f"{BOARD}?{query}")
    assert (response.status_code, shown(response)) == (200, [])


def test_unfolding_what_is_not_there_for_the_person_changes_nothing(client, world, year):
    client.force_login(world.users["bloc_office"])
    response = client.get(f"{BOARD}?open={world.foreign.pk}")
    assert shown(response) == named(world, "own", "sibling", "lone_cell")
    assert "Sao Xa" not in response.text


@pytest.mark.parametrize("query", ["", "open={own}", "sort=-time", "levels=every&sort=-time"])
def test_it_costs_the_same_with_more_organisations(client, world, year, query):
    client.force_login(world.users["bloc_office"])
    address, costs = f"{BOARD}?{query.format(own=world.own.pk)}", []
    for more in (0, 3):
        for _each in range(more):
            factories.member_of(factories.cell(factories.committee(world.bloc)))
            factories.member_of(factories.cell(world.own))
        actions.open_year(rating_year=year, by=None)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("query", ["levels=every&sort=-entered", "levels=every&sort=entered"])
def test_how_far_it_is_entered_is_put_in_order_as_it_is_said(client, world, year, query):
    factories.member_of(world.own_cell)
    half, whole = sheets.sheet_of(world.own_cell), sheets.sheet_of(world.sibling_cell)
    one = entry.key_of(world.members["own"].pk)
    saving.save_rows(sheet=half, rows={one: sheets.row(level=3)}, version=half.version, by=world.users["clerk"])
    sheets.approved(whole, factories.user_with(Role.CLERK, world.sibling_cell), world.users["sibling_committee"])
    factories.cell(world.own, name="Chi bộ chưa có ai")
    client.force_login(world.users["bloc_office"])

    rows = list(client.get(f"{BOARD}?{query}").context["page"])

    said = [(each.filled / each.total if each.total else None) for each in rows]
    assert said[-1] is None
    assert {0, 0.5, 1} <= set(said[:-1])
    assert said[:-1] == sorted(said[:-1], reverse="-" in query)


@pytest.mark.parametrize("sort", ["name", "state", "time", "entered", "level", "submitted"])
def test_in_whichever_order_rows_are_made_for_one_page_only(client, world, year, monkeypatch, sort):
    made = []
    progress_of = rows.progress_of
    monkeypatch.setattr(rows, "progress_of", lambda *asked: made.extend(asked[1]) or progress_of(*asked))
    for _each in range(30):
        factories.cell(world.own)
    client.force_login(world.users["bloc_office"])
    client.get(f"{BOARD}?levels=every&size=25&sort={sort}")
    assert len(made) == 25

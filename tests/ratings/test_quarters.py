"""Results of quarters on the page of a row: of who leads or manages, from 2026 on (Guide 02-HD/BTCTW)."""

import pytest
from django.urls import reverse

from ratings.approval.proposed import proposed
from ratings.findings import check
from ratings.grid import rows
from ratings.grid.material import Material
from ratings.grounds import QUARTERS
from ratings.sheets import entry, saving
from ratings.sheets.entry import key_of
from tests.ratings import sheets
from tests.ratings.sheets import form_of, row
from tests.ratings.test_row_page import row_url

YEAR = 2026
SAID = {"quarter_1": "good", "quarter_2": "failed", "quarter_3": "study", "quarter_4": ""}


@pytest.fixture
def clerk(client, world):
    client.force_login(world.users["clerk"])
    return client


@pytest.fixture
def key(world):
    return key_of(world.members["own"].pk)


def opened(world, key, year=YEAR, **values):
    sheets.open_year(world, year, rule_set="qd366")
    sheet = sheets.sheet_of(world.own_cell, year)
    saving.save_rows(sheet=sheet, rows={key: row(level=4, **values)}, version=1, by=world.users["clerk"])
    return sheet


def quarters_in(client, world, key, year=YEAR):
    asked = [f"{key}-{name}" for name in QUARTERS]
    page = client.get(row_url(world, key, year)).content.decode()
    return [name for name in asked if f'name="{name}"' in page]


def send(client, world, key, year=YEAR, **values):
    url = row_url(world, key, year)
    typed = {f"{key}-{name}": text for name, text in values.items()}
    return client.post(url, {**form_of(client, url), **typed})


def kept(world, key, year=YEAR):
    stored = entry.stored(sheets.sheet_of(world.own_cell, year))[key]
    return {name: stored[name] for name in QUARTERS}


def test_of_one_who_leads_each_quarter_is_asked_and_kept(clerk, world, key):
    opened(world, key, title_group="leader")
    assert len(quarters_in(clerk, world, key)) == 4
    assert send(clerk, world, key, **SAID).status_code == 302
    assert kept(world, key) == SAID
    found = {finding.code for finding in check(sheets.sheet_of(world.own_cell, YEAR))}
    assert "quarter_bars_excellent" in found


@pytest.mark.parametrize("group", ["staff", "outside"])
def test_members_without_an_office_are_never_asked(clerk, world, key, group):
    opened(world, key, title_group=group)
    assert quarters_in(clerk, world, key) == []


def test_the_organisation_has_no_quarters(clerk, world, key):
    opened(world, key)
    assert quarters_in(clerk, world, entry.OWN) == []


def test_the_year_before_has_none_and_takes_none(clerk, world, key):
    opened(world, key, year=2025, title_group="leader")
    assert quarters_in(clerk, world, key, 2025) == []
    assert send(clerk, world, key, 2025, **SAID).status_code == 302
    assert set(kept(world, key, 2025).values()) == {""}


def test_what_was_said_stays_in_sight_when_the_group_is_another_one(clerk, world, key):
    opened(world, key, title_group="leader", **SAID)
    send(clerk, world, key, title_group="staff")
    assert kept(world, key) == SAID
    assert len(quarters_in(clerk, world, key)) == 4
    send(clerk, world, key, **dict.fromkeys(QUARTERS, ""))
    assert quarters_in(clerk, world, key) == []


def test_a_word_that_is_no_result_comes_back_with_a_sentence(clerk, world, key):
    opened(world, key, title_group="leader", **SAID)
    response = send(clerk, world, key, quarter_3="2")
    assert response.status_code == 422
    assert '<details class="paper seldom" open>' in response.content.decode()
    assert kept(world, key) == SAID


def test_saving_the_sheet_leaves_them(clerk, world, key):
    opened(world, key, title_group="leader", **SAID)
    url = reverse("ratings:sheet", args=[YEAR, world.own_cell.pk])
    assert clerk.post(url, {**form_of(clerk, url), f"{key}-note": "đã xem"}).status_code == 302
    assert entry.stored(sheets.sheet_of(world.own_cell, YEAR))[key]["note"] == "đã xem"
    assert kept(world, key) == SAID


def test_who_decides_reads_them_beside_the_proposal(clerk, world, key):
    sheet = opened(world, key, title_group="leader", **SAID)
    material = Material.of(sheets.sheet_of(world.own_cell, YEAR))
    lines = rows.member_lines(sheet, material.participants, material.stored, {}, {}, [])
    about = proposed(sheet, lines)[0].rows[0].about
    assert "quý 2: Không hoàn thành nhiệm vụ" in about

"""Points on the sheet (Regulation 366-QĐ/TW, Article 11): typed in two boxes, added up, and turned into the level."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from ratings import roster, rules
from ratings.levels import Level
from ratings.models import RatingYear, SheetDraft
from ratings.sheets import entry, saving
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import fields_in, form_of, own, row

YEAR = 2025


@pytest.fixture
def points_year(world):
    return sheets.open_year(world, YEAR, rule_set="qd366")


@pytest.fixture
def clerk(client, world, points_year):
    client.force_login(world.users["clerk"])
    return client


@pytest.fixture
def key(world):
    return entry.key_of(world.members["own"].pk)


def url_of(organization, name="sheet", year=YEAR):
    return reverse(f"ratings:{name}", args=[year, organization.pk])


def scored(client, world, key, common, results, **more):
    """Typed on the page and sent without JavaScript."""
    fields = form_of(client, url_of(world.own_cell))
    fields |= {f"{key}-points_common": common, f"{key}-points_results": results}
    return client.post(url_of(world.own_cell), {**fields, **{f"{key}-{name}": value for name, value in more.items()}})


def saved(world, key):
    return entry.stored(sheets.sheet_of(world.own_cell, YEAR))[key]


@pytest.mark.parametrize("typed", ["2²", "②", "²"])
@pytest.mark.parametrize(
    ("where", "field"),
    [
        *(("sheet", name) for name in ("points_common", "points_results", "ballot_present", "ballot_for")),
        *(("sheet", name) for name in ("level", "self_level")),
        *(("row", name) for name in ("points_common", "points_results", "tasks_given", "tasks_late", "level")),
    ],
)
def test_a_sign_that_says_more_than_a_digit_is_refused_at_its_field(clerk, world, key, where, field, typed):
    url = reverse(f"ratings:{where}", args=[YEAR, world.own_cell.pk, *([key] if where == "row" else [])])
    fields = form_of(clerk, url)
    assert clerk.post(url, {**fields, f"{key}-{field}": typed}).status_code == 422
    assert key not in entry.stored(sheets.sheet_of(world.own_cell, YEAR))


@pytest.mark.parametrize(
    ("hundredths", "level"),
    [
        (10000, Level.EXCELLENT),
        (9000, Level.EXCELLENT),
        (8999, Level.GOOD),
        (7000, Level.GOOD),
        (6999, Level.COMPLETED),
        (5000, Level.COMPLETED),
        (4999, Level.NOT_COMPLETED),
        (0, Level.NOT_COMPLETED),
    ],
)
def test_bands(hundredths, level):
    assert rules.by_code("qd366").points.level(hundredths) is level


def test_no_earlier_rules_know_points():
    assert [each.code for each in rules.ALL if each.points] == ["qd366"]


@pytest.mark.parametrize(
    ("common", "results", "level"),
    [("28,5", "65", 4), ("20", "50", 3), ("20", "49,99", 2), ("20", "29", 1), ("0", "0", 1)],
)
def test_points_settle_an_empty_level(clerk, world, key, common, results, level):
    assert scored(clerk, world, key, common, results).status_code == 302
    assert saved(world, key)["level"] == level


@pytest.mark.parametrize(("common", "results"), [("28,5", ""), ("", "65")])
def test_a_part_settles_nothing(clerk, world, key, common, results):
    assert scored(clerk, world, key, common, results).status_code == 302
    assert saved(world, key)["level"] is None


def test_the_own_level_follows_its_points_too(clerk, world):
    fields = form_of(clerk, url_of(world.own_cell)) | {"own-points_common": "25", "own-points_results": "60"}
    clerk.post(url_of(world.own_cell), fields)
    assert saved(world, entry.OWN) == own(level=3, points_common=2500, points_results=6000)
    assert "25 + 60 = 85" in _read_only(clerk, world)


def test_a_chosen_level_stays_and_a_note_says_what_the_points_give(clerk, world, key):
    assert scored(clerk, world, key, "28,5", "65", level="3").status_code == 302
    assert saved(world, key)["level"] == 3
    page = clerk.get(url_of(world.own_cell)).content.decode()
    assert "Theo điểm:" in page
    assert "93,5" in page
    scored(clerk, world, key, "28,5", "65", level="4")
    page = clerk.get(url_of(world.own_cell)).content.decode()
    assert page.count("data-give hidden") == page.count("data-give")


def test_who_is_not_rated_stays_so_whatever_the_points(clerk, world, key):
    assert scored(clerk, world, key, "28", "65", not_rated_reason="exempt").status_code == 302
    assert (saved(world, key)["level"], saved(world, key)["not_rated_reason"]) == (None, "exempt")


@pytest.mark.parametrize("common", ["31", "28,555", "-1", "hai mươi", "1e9", "9" * 99])
def test_what_cannot_be_points_comes_back_with_a_sentence(clerk, world, key, common):
    response = scored(clerk, world, key, common, "65")
    assert response.status_code == 422
    page = response.content.decode()
    assert fields_in(page)[f"{key}-points_common"] == common
    assert f'id="{key}-points_common-error"' in page
    assert entry.stored(sheets.sheet_of(world.own_cell, YEAR)) == {}


def test_the_conflict_page_the_history_and_a_draft_show_points(clerk, world, key):
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    mine = form_of(clerk, url_of(world.own_cell)) | {f"{key}-points_common": "28,5", f"{key}-points_results": "65"}
    theirs = {key: row(level=3, points_common=2050, points_results=5500)}
    saving.save_rows(sheet=sheet, rows=theirs, version=1, by=world.users["committee"])
    response = clerk.post(url_of(world.own_cell), mine)
    assert response.status_code == 409
    page = response.content.decode()
    assert "28,5" in page
    assert "20,5" in page
    version = sheets.sheet_of(world.own_cell, YEAR).version
    again = {name: value for name, value in mine.items() if name.startswith(key)}
    clerk.post(url_of(world.own_cell), {**again, f"pick-{key}": "mine", "version": str(version)})
    assert (saved(world, key)["points_common"], saved(world, key)["level"]) == (2850, 4)
    kept = dict(mine.items()) | {f"{key}-points_common": "12,25", "version": "9"}
    SheetDraft.objects.create(user=world.users["clerk"], sheet=sheet, version=3, fields=kept)
    assert form_of(clerk, url_of(world.own_cell))[f"{key}-points_common"] == "12,25"


def _read_only(client, world) -> str:
    client.force_login(world.users["leader"])
    return client.get(url_of(world.own_cell)).content.decode()


def test_whoever_only_reads_sees_the_points(clerk, world, key):
    scored(clerk, world, key, "28,5", "65")
    page = _read_only(clerk, world)
    assert "28,5 + 65 = 93,5" in page
    assert "points_common" not in page


def test_a_member_who_left_keeps_the_points_and_can_be_taken_off(clerk, world, key):
    scored(clerk, world, key, "28,5", "65")
    world.members["own"].memberships.update(until="2025-06-01")
    fields = form_of(clerk, url_of(world.own_cell))
    assert f"{key}-points_common" not in fields
    assert clerk.post(url_of(world.own_cell), fields | {f"{key}-level": ""}).status_code == 302
    assert saved(world, key)["level"] is None


def test_the_page_of_all_cells_leaves_points_alone(client, world, points_year, key):
    sheet = sheets.sheet_of(world.own_cell, YEAR)
    kept = row(level=4, points_common=2850, points_results=6500, title_group="leader", cause="other")
    saving.save_rows(sheet=sheet, rows={key: kept}, version=1, by=world.users["clerk"])
    client.force_login(world.users["committee"])
    fields = form_of(client, url_of(world.own, "cells"))
    assert not any("points" in name for name in fields)
    name = next(each for each in fields if each.endswith(f"{key}-level"))
    assert client.post(url_of(world.own, "cells"), fields | {name: "3"}).status_code == 302
    assert saved(world, key) == {**kept, "level": 3}
    again = form_of(client, url_of(world.own, "cells")) | {name: ""}
    assert client.post(url_of(world.own, "cells"), again).status_code == 302
    assert saved(world, key) == {**kept, "level": None}


def test_a_sheet_of_an_earlier_year_has_no_points(client, world, year):
    client.force_login(world.users["clerk"])
    page = client.get(url_of(world.own_cell, year=2024)).content.decode()
    assert "points" not in page
    with translation.override("vi"):
        assert "Theo điểm" not in page


def test_points_cost_no_query(clerk, world):
    costs = []
    for members in (1, 3):
        for number in range(
            members - roster.sizes(RatingYear.objects.get(year=YEAR), [world.own_cell.pk])[world.own_cell.pk]
        ):
            factories.member_of(world.own_cell, full_name=f"Nguyễn Văn {number}")
        sheet = sheets.sheet_of(world.own_cell, YEAR)
        rows = {entry.key_of(each.member.pk): row(level=4, points_common=2850) for each in roster.participants(sheet)}
        saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=world.users["clerk"])
        clerk.get(url_of(world.own_cell))
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(url_of(world.own_cell)).content.decode().count("data-give") == members + 1
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 50

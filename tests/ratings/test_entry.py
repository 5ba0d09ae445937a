import pytest
from django.urls import reverse

from ratings.sheets import entry, saving
from tests.ratings import sheets
from tests.ratings.sheets import row


def test_changes_name_the_fields_that_differ_and_nothing_else():
    old = {"m1": row(level=3), "m2": row(level=2)}
    new = {"m1": row(level=4), "m2": row(level=2), "m3": row(level=1)}
    assert entry.changes(old, new) == {"m1": {"level": [3, 4]}, "m3": {"level": [None, 1]}}


@pytest.mark.parametrize(
    ("common", "theirs", "mine", "rows", "collisions", "taken"),
    [
        (3, 3, 3, 3, (), ()),
        (3, 3, 4, 4, (), ()),
        (3, 2, 3, 2, (), ("m1",)),
        (3, 2, 2, 2, (), ("m1",)),
        (3, 2, 4, 4, ("m1",), ()),
        (None, 2, 4, 4, ("m1",), ()),
        (None, 2, None, 2, (), ("m1",)),
    ],
)
def test_merging_a_row(common, theirs, mine, rows, collisions, taken):
    made = entry.merge({"m1": row(level=common)}, {"m1": row(level=theirs)}, {"m1": row(level=mine)})
    assert made.rows["m1"]["level"] == rows
    assert (made.collisions, made.taken) == (collisions, taken)


LEVEL_SET, VOTES_TOO = row(level=3), row(level=3, ballot_for=15, ballot_present=20)


@pytest.mark.parametrize(
    ("theirs", "mine", "rows", "collisions", "taken"),
    [
        (VOTES_TOO, LEVEL_SET, VOTES_TOO, (), ("m1",)),
        (LEVEL_SET, VOTES_TOO, VOTES_TOO, (), ()),
        (VOTES_TOO, row(level=3, note="ốm"), row(level=3, note="ốm"), ("m1",), ()),
    ],
)
def test_a_row_that_holds_what_both_changed_needs_no_choice(theirs, mine, rows, collisions, taken):
    made = entry.merge({}, {"m1": theirs}, {"m1": mine})
    assert (made.rows, made.collisions, made.taken) == ({"m1": rows}, collisions, taken)


def test_the_last_common_version_is_found_by_taking_back_later_saves(world, year):
    sheet, clerk = sheets.sheet_of(world.own_cell), world.users["clerk"]
    key = entry.key_of(world.members["own"].pk)
    versions = {}
    for level in (2, 3, 4):
        saving.save_rows(
            sheet=sheet, rows={key: row(level=level, note=f"mức {level}")}, version=sheet.version, by=clerk
        )
        versions[level] = sheet.version
    now = entry.stored(sheet)
    for level, version in versions.items():
        there = entry.at_version(sheet, version, now)
        assert (there[key]["level"], there[key]["note"]) == (level, f"mức {level}")
    assert entry.at_version(sheet, 1, now)[key] == entry.blank(key)


def test_of_the_work_results_too_what_is_not_in_the_body_stays(client, world, year):
    sheet = sheets.sheet_of(world.lone_cell)
    stood = {**entry.blank(entry.WORK), "workers_summoned": 20, "workers_attended": 12, "ethics_standards": False}
    saving.save_rows(sheet=sheet, rows={entry.WORK: stood}, version=1, by=world.users["lone_clerk"])
    client.force_login(world.users["lone_clerk"])
    address = reverse("ratings:sheet", args=[2024, world.lone_cell.pk])
    assert client.post(address, {"version": "2", "work-workers_attended": "15"}).status_code == 302
    assert entry.stored(sheet)[entry.WORK] == {**stood, "workers_attended": 15}
    assert client.post(address, {"version": "3", "work-workers_summoned": "14"}).status_code == 422
    assert entry.stored(sheet)[entry.WORK]["workers_summoned"] == 20

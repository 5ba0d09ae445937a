"""The history of a sheet says what each deed changed: whose row, from what to what."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings.approval import levels
from ratings.grid import told
from ratings.sheets import entry, saving
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import own, row


@pytest.fixture
def key(world):
    return entry.key_of(world.members["own"].pk)


def save(sheet, by, **rows):
    saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=by)
    return sheets.sheet_of(sheet.organization)


def lines(client, world, user="clerk", name="sheet"):
    client.force_login(world.users[user])
    return client.get(reverse(f"ratings:{name}", args=[2024, world.own_cell.pk])).context["page"].lines_of_history


def said(line):
    return [(each.name, [(one.label, *one.values) for one in each.differences]) for each in line.rows]


def test_a_save_says_whose_level_went_from_what_to_what(client, world, year, key):
    sheet = save(sheets.sheet_of(world.own_cell), world.users["clerk"], **{key: row(level=3)}, own=own(level=2))
    save(sheet, world.users["committee"], **{key: row(level=4)})

    newest, before = lines(client, world)

    good, best = "Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"
    assert said(newest) == [("Trần Thị Bình Minh", [("Mức xếp loại", good, best)])]
    assert said(before) == [
        ("Trần Thị Bình Minh", [("Mức xếp loại", "—", good)]),
        (world.own_cell.name, [("Mức xếp loại", "—", "Hoàn thành nhiệm vụ")]),
    ]
    page = client.get(reverse("ratings:review", args=[2024, world.own_cell.pk])).text
    assert "<summary>1 đảng viên, mức xếp loại của tổ chức</summary>" in page
    assert f"Mức xếp loại: {good} → <b>{best}</b>" in " ".join(page.split())


def test_saves_of_one_person_are_told_from_the_first_to_the_last(client, world, year, key):
    sheet = save(sheets.sheet_of(world.own_cell), world.users["clerk"], **{key: row(level=3, note="Lần đầu")})
    sheet = save(sheet, world.users["clerk"], **{key: row(level=2, note="Lần đầu")})
    save(sheet, world.users["clerk"], **{key: row(level=2)})

    (line,) = lines(client, world)

    assert said(line) == [("Trần Thị Bình Minh", [("Mức xếp loại", "—", "Hoàn thành nhiệm vụ")])]


def test_a_reason_for_no_level_is_told_with_the_level(client, world, year, key):
    sheet = save(sheets.sheet_of(world.own_cell), world.users["clerk"], **{key: row(level=3)})
    save(sheet, world.users["committee"], **{key: row(not_rated_reason="exempt")})
    newest, _before = lines(client, world)
    ((_name, ((label, was, now),)),) = said(newest)
    assert (label, was) == ("Mức xếp loại", "Hoàn thành tốt nhiệm vụ")
    assert now.startswith("Không xếp loại: ")


def test_a_session_that_changes_levels_is_told_too(client, world, year, key):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    levels.set_levels(
        sheet=sheet, version=sheet.version, levels={key: 2}, reason="Rà soát", by=world.users["committee"]
    )
    newest = lines(client, world)[0]
    assert said(newest)[0][0] == "Trần Thị Bình Minh"
    assert newest.text == "Rà soát"


def test_who_has_left_the_sheet_is_named_all_the_same(client, world, year):
    gone = world.members["own_second"]
    sheet = save(sheets.sheet_of(world.own_second_cell), world.users["committee"], own=own(level=3))
    client.force_login(world.users["committee"])
    save(sheet, world.users["committee"], **{entry.key_of(gone.pk): row(level=3)})
    gone.memberships.all().delete()
    sheet = sheets.sheet_of(world.own_second_cell)
    save(sheet, world.users["bloc_office"], **{entry.key_of(gone.pk): row()})
    page = client.get(reverse("ratings:sheet", args=[2024, world.own_second_cell.pk])).context["page"]
    assert [each.name for each in page.lines_of_history[0].rows] == ["Lê Văn Kỹ Thuật"]


def test_a_page_tells_so_many_rows_and_counts_the_others(client, world, year, monkeypatch):
    monkeypatch.setattr(told, "MOST_OF_ONE", 2)
    monkeypatch.setattr(told, "MOST_ROWS", 3)
    people = [factories.member_of(world.own_cell) for _each in range(4)]
    sheet = sheets.sheet_of(world.own_cell)
    for user, level in (("clerk", 3), ("committee", 2), ("clerk", 4)):
        rows = {entry.key_of(member.pk): row(level=level) for member in people}
        sheet = save(sheet, world.users[user], **rows)

    found = lines(client, world)

    assert [(len(line.rows), line.more) for line in found] == [(2, 2), (1, 3), (0, 4)]
    page = client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).text
    assert "và 3 dòng khác" in page
    assert "(4 đảng viên)" in page


def test_it_costs_the_same_with_more_rows(client, world, year):
    costs, sheet = [], sheets.sheet_of(world.own_cell)
    for level in (3, 2):
        factories.member_of(world.own_cell)
        sheet = sheets.fill(sheet, world.users["clerk"], level)
        url = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
        client.force_login(world.users["clerk"])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
    assert costs[0] == costs[1]

"""Empty places filled on the server, for whoever's browser runs no script; nothing typed is lost, nothing is saved."""

import pytest
from django.urls import reverse

from ratings.grid.filling import filled
from ratings.models import Sheet, SheetDraft
from ratings.sheets import entry
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import form_of


def field(key: str, **values: str) -> dict[str, str]:
    return {f"{key}-{name}": value for name, value in values.items()}


@pytest.mark.parametrize(
    ("way", "row", "given", "added"),
    [
        ("good", {}, "", {"level": "3"}),
        ("good", {"level": "1"}, "", {}),
        ("good", {"not_rated_reason": "exempt"}, "", {}),
        ("self", {"level": "4"}, "", {"self_level": "4"}),
        ("self", {"level": "4", "self_level": "3"}, "", {}),
        ("self", {"level": "0", "not_rated_reason": "exempt"}, "", {}),
        ("self", {}, "", {}),
        ("present", {}, "21", {"ballot_present": "21"}),
        ("present", {"ballot_present": "20"}, "21", {}),
        ("present", {}, "", {}),
        ("last_year", {}, "2", {"level": "2"}),
        ("last_year", {"level": "4"}, "2", {}),
        ("last_year", {}, "", {}),
        ("'; DROP TABLE", {}, "3", {}),
    ],
)
def test_only_what_is_empty_is_filled(way, row, given, added):
    assert filled(field("m1", **row), ["m1"], way, {"m1": given}) == field("m1", **added)


@pytest.fixture
def clerk(client, world, year):
    client.force_login(world.users["clerk"])
    return client


def sheet_url(world) -> str:
    return reverse("ratings:sheet", args=[2024, world.own_cell.pk])


def test_the_page_comes_back_filled_with_all_that_was_typed(clerk, world):
    second = factories.member_of(world.own_cell)
    first, other = (entry.key_of(each.pk) for each in (world.members["own"], second))
    typed = (
        form_of(clerk, sheet_url(world)) | field(first, level="4", note="Đạt giải nhất") | {"own-note": "Của chi bộ"}
    )
    answer = clerk.post(sheet_url(world), typed | {"fill": "good"}, follow=True)
    assert "Đã điền 1 dòng. Chưa lưu." in answer.content.decode()
    shown = form_of(clerk, sheet_url(world))
    assert [shown[f"{key}-level"] for key in (first, other)] == ["4", "3"]
    assert (shown[f"{first}-note"], shown["own-note"]) == ("Đạt giải nhất", "Của chi bộ")
    assert "own-level" not in shown
    assert sheets.sheet_of(world.own_cell).version == 1

    clerk.post(sheet_url(world), shown | {"fill": "self"})
    typed = form_of(clerk, sheet_url(world)) | field(other, ballot_present="9") | {"fill": "present"}
    clerk.post(sheet_url(world), typed)
    shown = form_of(clerk, sheet_url(world))
    assert [shown[f"{key}-self_level"] for key in (first, other)] == ["4", "3"]
    assert [shown[f"{key}-ballot_present"] for key in (first, other)] == ["9", "9"]
    assert clerk.post(sheet_url(world), shown).status_code == 302
    assert sheets.sheet_of(world.own_cell).version == 2


def test_what_no_database_keeps_is_left_out(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    typed = form_of(clerk, sheet_url(world)) | field(key, note="a\x00b", level="4") | {"fill": "self", "m1-\x00": "-"}
    assert clerk.post(sheet_url(world), typed).status_code == 302
    assert form_of(clerk, sheet_url(world))[f"{key}-note"] == "ab"


def test_too_late_it_shows_what_was_typed(clerk, world):
    key = entry.key_of(world.members["own"].pk)
    typed = form_of(clerk, sheet_url(world)) | field(key, note="Của tôi") | {"fill": "good"}
    sheets.submitted(sheets.sheet_of(world.own_cell), sheets.clerk_of(world.own_cell))
    answer = clerk.post(sheet_url(world), typed)
    assert answer.status_code == 409
    assert "Của tôi" in answer.content.decode()
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.SUBMITTED
    assert not SheetDraft.objects.exists()


@pytest.mark.parametrize("role", ["leader", "lone_clerk"])
def test_nobody_else_fills(client, world, year, role):
    client.force_login(world.users[role])
    assert client.post(sheet_url(world), {"version": "1", "fill": "good"}).status_code == 404


def test_in_the_grid_of_all_cells_too(client, world, year):
    client.force_login(world.users["committee"])
    address = reverse("ratings:cells", args=[2024, world.own.pk])
    key = f"c{world.own_cell.pk}-{entry.key_of(world.members['own'].pk)}"
    answer = client.post(address, form_of(client, address) | field(key, note="Ghi") | {"fill": "good"})
    assert answer.status_code == 200
    shown = sheets.fields_in(answer.content.decode())
    assert (shown[f"{key}-level"], shown[f"{key}-note"]) == ("3", "Ghi")
    assert sheets.sheet_of(world.own_cell).version == 1
    assert client.post(address, shown).status_code == 302
    assert entry.stored(sheets.sheet_of(world.own_cell))[entry.key_of(world.members["own"].pk)]["level"] == 3

"""Why there is no level: a member's reasons are not an organisation's, on every page where one is chosen."""

import re

import pytest
from django.urls import reverse

from ratings.grid.material import Material
from ratings.levels import NotRatedReason
from ratings.models import MemberRating, OrganizationRating
from ratings.sheets import entry
from ratings.workbook.contents import contents_of
from ratings.workbook.layout import asked
from ratings.workbook.preview import preview
from tests.ratings import sheets
from tests.ratings.sheets import form_of
from tests.ratings.workbooks import downloaded, filled, opened
from ui.vietnamese import fold

OF_MEMBER, OF_ORGANIZATION = ("exempt", "suspended", "new_member"), ("new_organization",)
OF_BOTH = ("pending", "other")
YEAR = 2025
OWN = entry.OWN


@pytest.fixture
def points_year(world):
    return sheets.open_year(world, YEAR, rule_set="qd366")


@pytest.fixture
def key(world, points_year):
    return entry.key_of(world.members["own"].pk)


def sheet_of(world):
    return sheets.sheet_of(world.own_cell, YEAR)


def places(world, key):
    """Every page where a reason is chosen: who may, the address, and the name that the row has there."""
    cell, cells = [YEAR, world.own_cell.pk], f"c{world.own_cell.pk}-"
    return [
        ("clerk", reverse("ratings:sheet", args=cell), key),
        ("clerk", reverse("ratings:sheet", args=cell), OWN),
        ("clerk", reverse("ratings:row", args=[*cell, key]), key),
        ("clerk", reverse("ratings:row", args=[*cell, OWN]), OWN),
        ("committee", reverse("ratings:cells", args=[YEAR, world.own.pk]), f"{cells}{key}"),
    ]


def offered(page: str, name: str) -> list[str]:
    select = re.search(rf'<select[^>]*name="{name}-not_rated_reason"[^>]*>(.*?)</select>', page, re.DOTALL)
    return [value for value in re.findall(r'<option value="([^"]*)"', select[1]) if value]


def fits(name: str) -> set[str]:
    return {*(OF_ORGANIZATION if name == OWN else OF_MEMBER), *OF_BOTH}


def without_level(world, key, reason_of_member, reason_of_own):
    """As an earlier release let it be saved."""
    sheet = sheet_of(world)
    MemberRating.objects.create(sheet=sheet, member=world.members["own"], not_rated_reason=reason_of_member)
    OrganizationRating.objects.create(sheet=sheet, not_rated_reason=reason_of_own)


def test_each_row_offers_what_it_can_have(client, world, key):
    for who, address, name in places(world, key):
        client.force_login(world.users[who])
        assert set(offered(client.get(address).text, name)) == fits(name), address


@pytest.mark.parametrize("reason", [*OF_MEMBER, *OF_ORGANIZATION, *OF_BOTH])
def test_each_row_takes_only_what_it_can_have(client, world, key, reason):
    for who, address, name in places(world, key):
        client.force_login(world.users[who])
        typed = {f"{name}-level": "0", f"{name}-not_rated_reason": reason, f"{name}-note": "Có văn bản"}
        answer = client.post(address, {**form_of(client, address), **typed})
        assert answer.status_code == (302 if reason in fits(name) else 422), address
        if reason not in fits(name):
            assert "Chọn một lý do trong danh sách" in answer.text
            assert reason in offered(answer.text, name), "what was sent is still there"


def test_what_stands_there_from_before_is_shown_and_stays(client, world, key):
    without_level(world, key, "new_organization", "exempt")
    for who, address, name in places(world, key):
        client.force_login(world.users[who])
        odd = "exempt" if name == OWN else "new_organization"
        fields = form_of(client, address)
        assert fields[f"{name}-not_rated_reason"] == odd, address
        assert str(NotRatedReason(odd).label) in client.get(address).text
        answer = client.post(address, {**fields, f"{name}-note": f"Ghi ở {address}"})
        assert answer.status_code == 302, address
    stored = entry.stored(sheet_of(world))
    assert (stored[key]["not_rated_reason"], stored[OWN]["not_rated_reason"]) == ("new_organization", "exempt")


# --- the workbook


def words(*reasons: str) -> set[str]:
    return {fold(str(NotRatedReason(reason).label)) for reason in reasons}


def seen(world, content):
    sheet = sheet_of(world)
    return preview(contents_of(content, sheet), Material.of(sheet))


def question(world) -> str:
    return next(
        each.code for each in asked(Material.of(sheet_of(world))) if (each.key, each.field) == (OWN, "not_rated_reason")
    )


def test_the_lists_of_the_workbook_hold_what_each_row_can_have(world, key):
    book = opened(downloaded(sheet_of(world)))
    lists = [{fold(str(cell.value)) for cell in column if cell.value} for column in book["Danh mục"].columns]
    listed = [each & words(*NotRatedReason) for each in lists]
    assert words(*fits("m1")) in listed
    assert words(*fits(OWN)) in listed
    assert words(*NotRatedReason) not in listed


@pytest.mark.parametrize("reason", [*OF_MEMBER, *OF_ORGANIZATION, "pending"])
def test_an_upload_takes_only_what_each_row_can_have(world, key, reason):
    word, code = str(NotRatedReason(reason).label), world.members["own"].code
    content = downloaded(sheet_of(world))
    of_member = seen(world, filled(content, {(code, "Mức xếp loại"): 0, (code, "Lý do không xếp loại"): word}))
    of_own = seen(world, filled(content, {(question(world), "Trả lời"): word}))
    for found, name in ((of_member, "m1"), (of_own, OWN)):
        assert [problem.sentence for problem in found.problems] == (
            [] if reason in fits(name) else ["Chọn một lý do trong danh sách."]
        )


def test_a_download_sent_back_unchanged_keeps_what_stands_there_from_before(world, key):
    without_level(world, key, "new_organization", "exempt")
    found = seen(world, downloaded(sheet_of(world)))
    assert not found.problems
    assert found.rows == {}

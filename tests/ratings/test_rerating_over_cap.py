"""A cap that is not enforced refuses no re-rating, but its excess is said there as on the sheet."""

import pytest

from ratings.models import Appeal, RatingYear, Rerating
from tests.ratings import sheets
from tests.ratings.appealed import appealed, approved, row_of

DECIDED = {"decision_number": "45-QĐ/ĐU", "decided_on": "20/01/2025", "reason": "Xác minh lại."}
OVER = "Có 1 đảng viên hoàn thành xuất sắc, tỷ lệ khống chế cho phép 0: vượt 1."


@pytest.fixture
def sheet(world, year):
    """One good member each in two cells, whose committee is approved too: nobody may be excellent."""
    made = approved(world)
    committee, second = world.users["committee"], world.own_second_cell
    sheets.approved(sheets.sheet_of(second), sheets.clerk_of(second), committee)
    sheets.approved(sheets.sheet_of(world.own), committee, world.users["bloc_office"])
    return made


def again(client, world, sheet, level: str):
    sheet = sheets.sheet_of(world.own_cell)
    typed = {"version": sheet.version, "row": row_of(world), "level": level, **DECIDED}
    return client.post(f"/ratings/2024/{world.own_cell.pk}/rate-again/", typed, follow=True)


def answer(client, world, sheet, level: str):
    found = appealed(world, sheet)
    sheet = sheets.sheet_of(world.own_cell)
    typed = {"version": sheet.version, "outcome": Appeal.Outcome.RERATED, "level": level, **DECIDED}
    return client.post(found.get_absolute_url(), typed, follow=True)


@pytest.mark.parametrize("deed", [again, answer])
def test_the_excess_is_said_in_the_words_of_the_sheet_and_refuses_nothing(client, world, sheet, deed):
    client.force_login(world.users["committee"])
    page = deed(client, world, sheet, "4")
    assert Rerating.objects.count() == 1
    assert f"Trên phiếu của Đảng bộ Sở Bình Minh: {OVER}" in page.text
    client.force_login(world.users["bloc_office"])
    assert OVER in client.get(f"/ratings/2024/{world.own.pk}/review/").text, "as there"


@pytest.mark.parametrize("deed", [again, answer])
def test_within_the_cap_nothing_is_said(client, world, sheet, deed):
    client.force_login(world.users["committee"])
    assert "vượt" not in deed(client, world, sheet, "2").text


@pytest.mark.parametrize("place", ["rate-again", "appeal"])
def test_before_the_deed_the_caps_stand_there_as_on_the_sheet(client, world, sheet, place):
    client.force_login(world.users["committee"])
    again(client, world, sheet, "4")
    sheet = sheets.sheet_of(world.own_cell)
    urls = {"rate-again": f"/ratings/2024/{world.own_cell.pk}/rate-again/"}
    page = client.get(urls.get(place) or appealed(world, sheet).get_absolute_url())
    brief = client.get(f"/ratings/2024/{world.own_cell.pk}/review/")
    assert OVER in page.text
    shown = [(each.title, each.chosen.cap.used, each.chosen.cap.most) for each in page.context["caps"].caps]
    assert shown == [(each.title, each.chosen.cap.used, each.chosen.cap.most) for each in brief.context["page"].caps]
    assert page.text.count('class="cap-short') == brief.text.count('class="cap-short')


def test_an_enforced_cap_says_the_same_and_refuses(client, world, sheet):
    RatingYear.objects.update(cap_enforced=True)
    client.force_login(world.users["committee"])
    page = again(client, world, sheet, "4")
    assert (page.status_code, Rerating.objects.exists()) == (422, False)
    assert f"Trên phiếu của Đảng bộ Sở Bình Minh: {OVER}" in page.text

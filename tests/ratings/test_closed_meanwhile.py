"""The year closes after the page was read and before its save: what was typed stays readable, and nothing is saved."""

from datetime import date

import pytest
from django.urls import reverse

from ratings.models import MemberRating
from ratings.sheets import entry, saving
from ratings.years import actions as years
from tests.ratings import sheets


@pytest.fixture
def closes_before_the_save(world, monkeypatch):
    save = saving.save_rows

    def late(**given):
        closing = {"decision_number": "45-QĐ/ĐUK", "decided_on": date(2026, 2, 20), "reason": "Hết thời hạn"}
        years.close_year(rating_year=given["sheet"].rating_year, by=world.users["bloc_office"], **closing)
        return save(**given)

    monkeypatch.setattr(saving, "save_rows", late)


@pytest.mark.parametrize("place", ["sheet", "row"])
def test_what_was_typed_stands_on_a_page_that_says_so(client, world, place, closes_before_the_save):
    sheets.open_year(world, 2025, rule_set="qd366")
    sheet, key = sheets.sheet_of(world.own_cell, 2025), entry.key_of(world.members["own"].pk)
    client.force_login(world.users["clerk"])
    at = [2025, sheet.organization_id, *([key] if place == "row" else [])]
    typed = {f"{key}-level": "3", f"{key}-note": "Ốm từ tháng 9", "version": sheet.version}

    response = client.post(reverse(f"ratings:{place}", args=at), typed)

    assert response.status_code == 409
    assert "khóa trong lúc đồng chí nhập" in response.text
    assert "Ốm từ tháng 9" in response.text
    assert not MemberRating.objects.filter(sheet=sheet).exists()

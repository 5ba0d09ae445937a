"""What others make of a year that came from a file: the set-up, deeds on organisations, a reopened sheet."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from portal.setup.facts import facts_of
from ratings.approval.actions import reopen
from ratings.approval.editions import editions
from ratings.models import RatingYear, Sheet
from ratings.sheets.saving import save_rows
from ratings.years.actions import reopen_year
from tests.organizations.deeds.small import build
from tests.ratings import sheets
from tests.ratings.importing.made import ORGANIZATIONS, brought_in, own
from tests.ratings.sheets import AGAIN
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


def test_the_set_up_still_asks_for_the_first_year_of_the_portal(world):
    brought_in(world, ORGANIZATIONS, own(world.own))
    assert not facts_of(world.bloc).has_year
    sheets.open_year(world)
    assert facts_of(world.bloc).has_year


def test_the_first_year_of_the_portal_may_follow_years_later(client, world):
    """The row is of 2023 or earlier, today is later: the office plans the year that it is."""
    brought_in(world, ORGANIZATIONS, own(world.own))
    year = max(RatingYear.objects.values_list("year", flat=True)) + 2
    client.force_login(world.users["bloc_office"])
    assert client.get(reverse("ratings:settings", args=[year])).status_code == 200


def test_a_deed_on_which_such_a_year_stands_is_not_taken_back():
    small = build()
    deed = small.rename(small.own, "Đảng bộ Tên Mới", date(2021, 6, 1))
    beginning = SimpleNamespace(bloc=small.one, users={"bloc_office": small.office})
    brought_in(beginning, ORGANIZATIONS, {"year": "2021", "name": "Đảng bộ Tên Mới", "level": "HTTNV"})
    assert Sheet.objects.get().name == "Đảng bộ Tên Mới"
    with pytest.raises(Refused, match="2021"):
        small.take_back(deed)


def test_reopened_such_a_sheet_goes_the_portals_own_way(world):
    office = world.users["bloc_office"]
    brought_in(world, ORGANIZATIONS, own(world.own, decision="1-QĐ/ĐU", decided_on="28/12/2021"))
    reopened = {"decision_number": "9-QĐ/ĐU", "decided_on": date(2025, 3, 3), "reason": "Xem lại"}
    reopen_year(rating_year=RatingYear.objects.get(), by=office, **reopened)
    sheet = sheets.sheet_of(world.own, 2021)
    assert sheet.is_from_file
    reopen(sheet=sheet, version=sheet.version, reason="Ghi nhầm", by=office, **AGAIN)
    sheet = sheets.sheet_of(world.own, 2021)
    assert (sheet.state, sheet.is_from_file) == ("returned", False)
    save_rows(sheet=sheet, rows={"own": sheets.own(level=2)}, version=sheet.version, by=office)
    [edition] = editions(sheet)
    assert (edition.made_by.what, edition.made_by.number) == ("Nhập từ tệp", "1-QĐ/ĐU")

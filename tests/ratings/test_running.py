"""Who was excellent five years running: counted from approved sheets, through every move of a member."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import Sheet
from tests import factories

pytestmark = pytest.mark.django_db
YEARS = range(2020, 2025)


def rate(organization, year, by, level=4, member=None, state="approved", rules="qd124", legacy=""):
    """The member's row on the sheet of that year, or the organisation's own."""
    at = datetime(year + 1, 1, 5, tzinfo=UTC)
    values = {"state": state, "submitted_at": at, "submitted_by": by}
    values |= {"approved_at": at, "approved_by": by} if state == "approved" else {}
    rating_year = factories.RatingYearFactory(year=year, rule_set=rules)
    sheet = Sheet.objects.filter(rating_year=rating_year, organization=organization).first()
    sheet = sheet or factories.SheetFactory(rating_year=rating_year, organization=organization, **values)
    if member:
        return factories.MemberRatingFactory(sheet=sheet, member=member, level=level)
    return factories.OrganizationRatingFactory(sheet=sheet, level=level, legacy_level=legacy)


def url_of(name, last=2024):
    return reverse(f"ratings:running_{name}", args=[last])


def names(client, user, url=None):
    client.force_login(user)
    return [row.member.full_name for row in client.get(url or url_of("members")).context["page"]]


@pytest.fixture
def excellent(world):
    for year in YEARS:
        rate(world.own_cell, year, world.users["committee"], member=world.members["own"])


def test_five_approved_years_put_a_member_on_the_list(client, world, excellent):
    client.force_login(world.users["committee"])
    page = client.get(url_of("members"))
    assert [row.member for row in page.context["page"]] == [world.members["own"]]
    assert "2020, 2021, 2022, 2023, 2024" in page.text
    assert names(client, world.users["committee"], url_of("members", 2023)) == []


def test_whoever_moved_counts_through_where_they_are_in_the_last_year(client, world):
    places = (world.sibling_cell, world.sibling_cell, world.own_second_cell, world.own_cell, world.own_cell)
    for year, place in zip(YEARS, places, strict=True):
        rate(place, year, world.users["committee"], member=world.members["own"])
    assert names(client, world.users["committee"]) == ["Trần Thị Bình Minh"]
    assert names(client, world.users["sibling_committee"]) == []


@pytest.mark.parametrize(
    ("year", "changes"),
    [
        (2022, {"level": 3}),
        (2024, {"level": 3}),
        (2020, {"state": "submitted"}),
        (2024, {"state": "submitted"}),
        (2023, {"level": None}),
    ],
)
def test_one_year_that_is_not_approved_as_excellent_breaks_the_row(client, world, year, changes):
    for each in YEARS:
        more = changes if each == year else {}
        rate(world.own_cell, each, world.users["committee"], member=world.members["own"], **more)
    assert names(client, world.users["committee"]) == []


def test_a_lower_level_on_another_sheet_of_the_same_year_breaks_it_too(client, world, excellent):
    rate(world.own_second_cell, 2022, world.users["committee"], 3, member=world.members["own"])
    assert names(client, world.users["committee"]) == []


def test_two_sheets_of_one_year_make_neither_two_years_nor_two_rows(client, world):
    for year in (2020, 2021, 2022, 2024):
        rate(world.own_cell, year, world.users["committee"], member=world.members["own"])
        rate(world.own_second_cell, year, world.users["committee"], member=world.members["own"])
    assert names(client, world.users["committee"]) == []
    rate(world.own_cell, 2023, world.users["committee"], member=world.members["own"])
    assert names(client, world.users["committee"]) == ["Trần Thị Bình Minh"]


def test_organisations_until_2017_count_by_the_converted_level_with_a_mark(client, world):
    for year in range(2015, 2020):
        old = {"rules": "hd27", "legacy": "model"} if year < 2018 else {"rules": "hd21"}
        rate(world.own, year, world.users["bloc_office"], **old)
        rate(world.own_cell, year, world.users["committee"], 4 if year > 2015 else 3, rules=old["rules"])
    client.force_login(world.users["committee"])
    page = client.get(url_of("organizations", 2019))
    assert [row.sheet.organization for row in page.context["page"]] == [world.own]
    assert "2015*, 2016*, 2017*, 2018, 2019" in page.text
    assert "tính theo mức quy đổi" in page.text


def test_years_that_the_portal_does_not_hold_are_named(client, world):
    factories.RatingYearFactory(year=2021)
    factories.RatingYearFactory(year=2024)
    client.force_login(world.users["committee"])
    assert "các năm: 2020, 2022, 2023" in client.get(url_of("members")).text


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=binh+minh", 1), ("q=trang+non", 0), ("sector=party", 1), ("sector=front", 0), ("sort=-name", 1)],
)
def test_it_is_narrowed_and_ordered_as_other_lists(client, world, excellent, query, found):
    client.force_login(world.users["bloc_office"])
    assert len(client.get(f"{url_of('members')}?{query}").context["page"]) == found


def test_the_workbook_holds_the_list_and_stands_in_the_trail(client, world, excellent):
    client.force_login(world.users["committee"])
    response = client.post(reverse("ratings:download_running_members", args=[2024]))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    line = AuditEvent.objects.get(verb="list.download")
    assert (line.data["list"], line.data["rows"]) == ("running", 1)


def test_the_board_leads_to_it(client, world, excellent):
    client.force_login(world.users["committee"])
    assert url_of("members") in client.get(reverse("ratings:year", args=[2024])).text


@pytest.mark.parametrize("name", ["members", "organizations"])
def test_it_costs_the_same_with_more_rows(client, world, name):
    costs, by = [], world.users["committee"]
    client.force_login(world.users["bloc_office"])
    for _round in range(2):
        for _each in range(2):
            cell = factories.cell(world.own)
            member = factories.member_of(cell)
            for year in YEARS:
                rate(cell, year, by)
                rate(cell, year, by, member=member)
        client.get(url_of(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(name)).context["list"].count
        costs.append(len(queries))
    assert costs[0] == costs[1]

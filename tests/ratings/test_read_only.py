"""A sheet that can only be read says on top why, and whom to ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from ratings.models import RatingYear
from tests import factories
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
WHY = "Hết thời hạn theo Hướng dẫn 25"
LOCKED = "theo Quyết định số 12-QĐ/ĐU ngày 06/01/2025"


@pytest.fixture
def closed(world, year):
    sheets.close_year(year, world.users["bloc_office"], reason=WHY)
    return year


def page_of(client, name, organization):
    return client.get(reverse(f"ratings:{name}", args=[2024, organization.pk])).text


@pytest.mark.parametrize("name", ["sheet", "review", "workbook_upload"])
def test_a_sheet_of_a_closed_year_says_when_by_what_and_why(client, world, closed, name):
    client.force_login(world.users["clerk"])
    page = page_of(client, name, world.own_cell)
    assert LOCKED in page
    assert WHY in page
    assert "chưa trình" in page
    assert "Ban Tổ chức Đảng ủy mở lại năm" in page


def test_the_page_of_all_cells_says_it_too(client, world, closed):
    client.force_login(world.users["committee"])
    page = page_of(client, "cells", world.own)
    assert LOCKED in page
    assert WHY in page


def test_the_way_of_a_sheet_shows_where_it_was_locked(client, world, closed):
    client.force_login(world.users["clerk"])
    steps = client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).context["page"].steps
    assert [step.state for step in steps] == ["shut", "locked", "shut", "shut"]
    assert "Đã khóa" in steps[1].name


def test_the_home_names_the_closed_year_and_what_was_left_open(client, world, closed):
    client.force_login(world.users["clerk"])
    page = client.get(reverse("home")).text
    assert "Hiện chưa mở năm xếp loại nào" not in page
    assert LOCKED in page
    assert world.own_cell.name in page


def test_a_year_closed_before_this_was_kept_says_that_it_is_closed(client, world, year):
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    client.force_login(world.users["clerk"])
    assert "Năm 2024 đã khóa." in page_of(client, "sheet", world.own_cell)
    assert "Năm 2024 đã khóa." in client.get(reverse("home")).text


def test_whoever_does_not_enter_a_sheet_is_told_who_does(client, world, year):
    client.force_login(world.users["leader"])
    assert f"Phiếu này do {world.own_cell} nhập" in page_of(client, "sheet", world.own_cell)
    client.force_login(world.users["clerk"])
    assert "đồng chí chỉ xem" not in page_of(client, "sheet", world.own_cell)


def test_a_submitted_and_an_approved_sheet_say_who_may_change_them(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["clerk"])
    assert f"{world.own} trả lại, có lý do" in page_of(client, "sheet", world.own_cell)
    sheets.approved(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"], world.users["bloc_office"])
    client.force_login(world.users["lone_clerk"])
    assert "mở lại phiếu theo quyết định" in page_of(client, "sheet", world.lone_cell)


def test_the_home_costs_the_same_for_one_sheet_left_open_and_for_three(client, world, closed):
    clerk, costs = world.users["clerk"], []
    for more in (0, 2):
        for _each in range(more):
            cell = factories.cell(world.own)
            factories.SheetFactory(rating_year=closed, organization=cell)
            factories.AssignmentFactory(user=clerk, organization=cell, role=Role.CLERK)
        client.force_login(clerk)
        client.get(reverse("home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("home"))
        costs.append(len(queries))
    assert costs[0] == costs[1]

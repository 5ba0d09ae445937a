"""Cells of one name in several committees: wherever one is named, it says under which."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from organizations.models import Assignment, Organization
from organizations.namesakes import named_apart, shortened, under
from tests import factories
from tests.organizations.alike import ONE, OTHER, bloc, cells

__all__ = ["bloc", "cells"]
pytestmark = pytest.mark.django_db


def test_only_who_bears_the_name_of_another_elsewhere_is_named_with_what_it_belongs_to(cells):
    factories.cell(cells[0].parent, name="Chi bộ Phòng Một", closed_on=timezone.localdate())
    factories.cell(cells[0].parent, name="Chi bộ Phòng Một")

    named = list(map(named_apart, Organization.objects.annotate(under=under()).order_by("path")))

    assert [ONE in named, OTHER in named] == [True, True]
    assert {"Chi bộ Kế toán", "Đảng bộ Sở Sim", "Đảng bộ Khối", "Chi bộ Phòng Một"} < set(named)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Đảng bộ Sở Sim", "Sở Sim"),
        ("Đảng bộ bộ phận khối Nhà máy", "Khối Nhà máy"),
        ("Đảng bộ cơ sở Trường Hoa", "Trường Hoa"),
        ("Đảng bộ", "Đảng bộ"),
        ("Công ty Lúa Vàng", "Công ty Lúa Vàng"),
    ],
)
def test_a_name_is_shortened_by_its_kind(name, short):
    assert shortened(name) == short


def _members_list(client, bloc, cells):
    client.force_login(factories.user_with(Role.OFFICE, bloc))
    return client.get(reverse("members:list"))


def _member_in_a_picker(client, bloc, cells):
    client.force_login(factories.user_with(Role.INSPECTOR, bloc))
    return client.get(reverse("inspections:pick_member"), {"q": "lan"})


def _search(client, bloc, cells):
    client.force_login(factories.user_with(Role.OFFICE, bloc))
    return client.get(reverse("search"), {"q": "lan"})


def _users_list(client, bloc, cells):
    client.force_login(factories.user_with(Role.ADMINISTRATOR, bloc))
    return client.get(reverse("organizations:users"))


def _user(client, bloc, cells):
    client.force_login(factories.user_with(Role.ADMINISTRATOR, bloc))
    texts = [client.get(reverse("organizations:user", args=[one.pk])).text for one in _clerks()]
    return type("Both", (), {"text": "".join(texts)})


def _ends_soon(client, bloc, cells):
    Assignment.objects.filter(user__in=_clerks()).update(until=timezone.localdate() + timedelta(days=3))
    client.force_login(factories.user_with(Role.ADMINISTRATOR, bloc))
    return client.get(reverse("home"))


def _board(client, bloc, cells):
    client.force_login(factories.user_with(Role.OFFICE, bloc))
    return client.get(reverse("ratings:year", args=[2024]), {"levels": "every"})


def _home_of_both(client, bloc, cells):
    clerk = _clerks()[0]
    factories.AssignmentFactory(user=clerk, organization=cells[1], role=Role.CLERK)
    client.force_login(clerk)
    return client.get(reverse("home"))


def _clerks():
    return [each.user for each in Assignment.objects.filter(role=Role.CLERK).select_related("user").order_by("pk")]


@pytest.mark.parametrize(
    "page",
    [_members_list, _member_in_a_picker, _search, _users_list, _user, _ends_soon, _board, _home_of_both],
)
def test_pages_tell_cells_of_one_name_apart(client, bloc, cells, page):
    factories.RatingYearFactory(year=2024)
    for cell in cells:
        factories.member_of(cell, full_name="Lê Thị Lan")
        factories.user_with(Role.CLERK, cell)

    text = page(client, bloc, cells).text

    assert ONE in text
    assert OTHER in text


def test_the_list_of_organisations_says_it_below_the_name(client, bloc, cells):
    client.force_login(factories.user_with(Role.OFFICE, bloc))
    text = client.get(reverse("organizations:list")).text
    assert text.count('class="under"') == 2
    assert '<small class="under">Sở Lá Bàng</small>' in text


def test_a_workbook_of_members_keeps_the_name_that_comes_back_in(client, bloc, cells):
    factories.member_of(cells[0], full_name="Lê Thị Lan")
    client.force_login(factories.user_with(Role.OFFICE, bloc))

    page = openpyxl.load_workbook(BytesIO(client.post(reverse("members:download")).content))["Đảng viên"]

    assert "Chi bộ Văn phòng" in {cell.value for row in page for cell in row}

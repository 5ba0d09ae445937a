from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from organizations.models import Lineage, Organization, UnitType
from tests import factories

pytestmark = pytest.mark.django_db


def _names(response) -> set[str]:
    return {organization.name for organization in response.context["page"]}


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", {"own_cell"}),
        ("committee", {"own", "own_cell", "own_second_cell"}),
        ("leader", {"bloc", "own", "own_cell", "own_second_cell", "sibling", "sibling_cell", "lone_cell"}),
    ],
)
def test_list_shows_what_the_person_may_look_at(client, world, who, expected):
    client.force_login(world.users[who])

    assert _names(client.get(reverse("organizations:list"))) == {getattr(world, name).name for name in expected}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "binh minh"}, {"own", "own_cell", "own_second_cell"}),
        ({"q": "HOÀNG HÔN"}, {"sibling", "sibling_cell"}),
        ({"q": "ke toan"}, {"own_cell"}),
        ({"kind": "grassroots"}, {"own", "sibling", "lone_cell"}),
        ({"kind": "subordinate_cell", "q": "ky thuat"}, {"own_second_cell"}),
        ({"q": "sao xa"}, set()),
    ],
)
def test_filters(client, world, query, expected):
    client.force_login(world.users["leader"])

    response = client.get(reverse("organizations:list"), query)

    assert _names(response) == {getattr(world, name).name for name in expected}


@pytest.mark.parametrize(
    ("query", "shown", "counted"),
    [
        ({}, {False}, "tổ chức đang hoạt động"),
        ({"state": "open"}, {False}, "tổ chức đang hoạt động"),
        ({"state": "closed"}, {True}, "1 tổ chức"),
        ({"state": "any"}, {False, True}, "tổ chức"),
    ],
)
def test_who_stands_today_is_listed_unless_more_is_asked(client, world, query, shown, counted):
    Organization.objects.filter(pk=world.own_second_cell.pk).update(closed_on=date(2021, 3, 2))
    client.force_login(world.users["leader"])
    page = client.get(reverse("organizations:list"), query)
    listed = page.context["list"]
    assert {each.closed_on is not None for each in page.context["page"]} == shown
    assert (listed.spec.counted(listed.count).endswith("đang hoạt động")) is (True not in shown)
    assert counted in page.text
    assert not listed.wrong


def test_filter_by_sector(client, world):
    client.force_login(world.users["leader"])

    response = client.get(reverse("organizations:list"), {"sector": world.sibling.sector_id})

    assert _names(response) == {world.sibling.name}


@pytest.mark.parametrize("query", [{"sector": "99999"}, {"sector": "x"}, {"kind": "parish"}, {"q": "x" * 300}])
def test_wrong_filter_is_said_and_breaks_nothing(client, world, query):
    client.force_login(world.users["leader"])

    response = client.get(reverse("organizations:list"), query)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(query)


def test_page_tells_where_the_organisation_stands(client, world):
    client.force_login(world.users["committee"])

    response = client.get(world.own_cell.get_absolute_url())

    assert response.context["crumbs"] == [
        ("Đảng bộ Khối thử nghiệm", ""),
        ("Đảng bộ Sở Bình Minh", world.own.get_absolute_url()),
    ]
    assert reverse("members:of_organization", args=[world.own_cell.pk]) in response.text
    assert reverse("ratings:organization_history", args=[world.own_cell.pk]) in response.text
    assert reverse("inspections:of_organization", args=[world.own_cell.pk]) not in response.text


def test_page_names_who_acts_there_and_what_stands_below(client, world):
    client.force_login(world.users["leader"])

    text = client.get(world.own.get_absolute_url()).text

    assert world.users["committee"].full_name in text
    assert world.own_second_cell.get_absolute_url() in text


@pytest.mark.parametrize("name", ["sibling", "foreign", "bloc"])
def test_outside_the_reach_there_is_no_page(client, world, name):
    client.force_login(world.users["committee"])

    assert client.get(getattr(world, name).get_absolute_url()).status_code == 404


def test_lineage_is_told_in_a_sentence(client, world):
    for name in ("Khối Cũ Một", "Khối Cũ Hai"):
        old = factories.OrganizationFactory(name=name, closed_on=date(2019, 7, 1))
        Lineage.objects.create(
            predecessor=old, successor=world.bloc, kind="merge", happened_on=date(2019, 7, 1), decision_number="12-QĐ"
        )
    client.force_login(world.users["leader"])

    expected = "Hợp nhất từ Khối Cũ Một và Khối Cũ Hai ngày 01/07/2019, theo Quyết định số 12-QĐ"
    assert expected in client.get(world.bloc.get_absolute_url()).text


def test_closed_organisation_says_so(client, world):
    Organization.objects.filter(pk=world.own_cell.pk).update(closed_on=date(2021, 3, 2))
    client.force_login(world.users["committee"])

    assert "02/03/2021" in client.get(world.own_cell.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, count, django_assert_num_queries):
    bloc = factories.OrganizationFactory()
    for _ in range(count):
        factories.user_with(Role.COMMITTEE, bloc)
        factories.committee(bloc)
    client.force_login(factories.user_with(Role.LEADER, bloc))
    pages = ((reverse("organizations:list"), 9), (bloc.get_absolute_url(), 15))

    for url, queries in pages:
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)


def test_the_type_of_unit_is_told_found_and_exported(client, world):
    Organization.objects.filter(pk=world.own.pk).update(unit_type=UnitType.AGENCY)
    client.force_login(world.users["leader"])
    page = reverse("organizations:list")

    assert _names(client.get(page, {"unit_type": "agency"})) == {world.own.name}
    assert _names(client.get(page, {"unit_type": "untold"})) == {world.sibling.name, world.lone_cell.name}
    assert "Cơ quan hành chính" in client.get(world.own.get_absolute_url()).text
    book = client.post(f"{reverse('organizations:download')}?unit_type=agency&columns=name&columns=unit")
    rows = [row for row in load_workbook(BytesIO(book.content)).worksheets[0].iter_rows(values_only=True) if row[0]]
    assert {world.own.name, "Cơ quan hành chính"} <= set(rows[-1])


def test_only_grassroots_have_a_type_of_unit(world):
    cell = Organization.objects.get(pk=world.own_cell.pk)
    cell.unit_type = UnitType.AGENCY
    with pytest.raises(ValidationError, match="Chỉ tổ chức cơ sở đảng"):
        cell.full_clean()
    with pytest.raises(IntegrityError):
        cell.save()

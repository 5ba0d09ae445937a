"""The list of cases, its parts on other pages, and who finds them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from inspections.models import Body, Discipline
from tests import factories
from tests.inspections.cases import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


def test_filters_and_counts_of_acts_and_subjects(client, world):
    open_case(world, opened_on=date(2022, 1, 1))
    open_case(world, body=Body.CELL)
    open_case(world, organization=world.sibling, kind="supervision")
    open_case(world, organization=world.own_cell, member=world.members["own"], basis="suspected_violation")
    open_case(
        world,
        organization=world.own_cell,
        member=world.members["own"],
        concluded_on=date(2023, 6, 1),
        violation_found=False,
    )
    open_case(world, organization=world.foreign)
    expected = {
        "": (5, 2, 1),
        "kind=supervision": (1, 1, 0),
        "body=cell": (1, 1, 0),
        "body=committees": (1, 1, 0),
        "body=commissions": (4, 2, 1),
        "basis=suspected_violation": (1, 0, 1),
        "year=2022": (1, 1, 0),
        "year=2.022": (1, 1, 0),
        "subject=member": (2, 0, 1),
        "subject=organization": (3, 2, 0),
        f"organization={world.own.pk}": (4, 1, 1),
        "state=concluded": (1, 0, 1),
        "state=open&kind=inspection": (3, 1, 1),
    }

    for query, counts in expected.items():
        response = client.get(f"/cases/?{query}")
        assert tuple(response.context["counts"].values()) == (*counts, 0), query
        assert len(response.context["page"]) == counts[0]


@pytest.mark.parametrize("query", [{"year": "x"}, {"year": "1"}, {"organization": "0"}, {"kind": "x"}, {"state": "x"}])
def test_wrong_filter_is_said_at_its_field(client, world, query):
    response = client.get("/cases/", query)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(query)


def test_parts_of_other_pages_show_what_the_full_page_shows(client, world):
    case = open_case(world, organization=world.own_cell, member=world.members["own"])
    open_case(world, organization=world.sibling)
    for url in (
        reverse("inspections:of_organization", args=[world.own.pk]),
        reverse("inspections:of_member", args=[world.members["own"].pk]),
    ):
        fragment = client.get(url, headers={"HX-Request": "true"})
        assert "<html" not in fragment.text
        assert [one.number for one, _place, _stage in fragment.context["cases"]] == [case.number]
        assert fragment.text.strip() in client.get(url).text


@pytest.mark.parametrize("who", ["clerk", "committee", "bloc_office", "auditor", "administrator"])
def test_who_may_not_see_cases_finds_no_page(client, world, who):
    case = open_case(world)
    client.force_login(world.users[who])
    names = {
        "list": [],
        "open": [],
        "detail": [case.pk],
        "correct": [case.pk],
        "conclude": [case.pk],
        "add_discipline": [case.pk],
        "of_organization": [world.own.pk],
        "of_member": [world.members["own"].pk],
    }

    for name, args in names.items():
        assert client.get(reverse(f"inspections:{name}", args=args)).status_code == 404
    if who in ("clerk", "committee", "bloc_office"):
        assert case.number not in client.get(world.members["own"].get_absolute_url()).text


def test_leader_reads_and_does_not_write(client, world):
    case = open_case(world)
    client.force_login(world.users["leader"])

    text = client.get(case.get_absolute_url()).text
    assert reverse("inspections:conclude", args=[case.pk]) not in text
    assert client.get(reverse("inspections:conclude", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, count, django_assert_num_queries):
    bloc = factories.OrganizationFactory()
    for _ in range(count):
        cell = factories.grassroots_cell(bloc)
        case = factories.CaseFactory(organization=cell, member=factories.member_of(cell))
        factories.CaseFactory(organization=cell)
    for number in range(count):
        Discipline.objects.create(
            case=case,
            member=case.member,
            organization=cell,
            form="warning",
            decision_number=number,
            decided_on=date(2023, 7, 1),
        )
    client.force_login(factories.user_with(Role.INSPECTOR, bloc))
    pages = (
        ("/cases/", 9),
        (case.get_absolute_url(), 8),
        (reverse("inspections:of_organization", args=[bloc.pk]), 9),
    )

    for url, queries in pages:
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)

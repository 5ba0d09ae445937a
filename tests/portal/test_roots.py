"""Two roots with the same years side by side, each at its address; roots that were merged; roots that have ended."""

import re
from datetime import date

import pytest
from django.urls import get_script_prefix, reverse

from accounts.roles import Role
from organizations.models import Lineage, Organization
from ratings.models import RatingYear
from tests import factories, routes
from tests.ratings import sheets

LINK = re.compile(r'(?:href|action|hx-get|hx-post|formaction|data-[a-z-]+)="(/[^"]*)"')
AT_ROOT = (Role.OFFICE, Role.INSPECTOR, Role.LEADER)


@pytest.fixture
def records(db):
    return routes.build()


def at_two_roots(world, role=Role.OFFICE):
    person = factories.user_with(role, world.bloc)
    factories.AssignmentFactory(user=person, role=role, organization=world.foreign_bloc)
    return person


def merge(world, on=date(2020, 1, 1)) -> Organization:
    """A root that became part of the world's own."""
    gone = factories.OrganizationFactory(name="Đảng bộ Khối Xưa", closed_on=on)
    Lineage.objects.create(predecessor=gone, successor=world.bloc, kind=Lineage.Kind.MERGE, happened_on=on)
    factories.terms(gone)
    return gone


def prefix(root: Organization) -> str:
    return f"/r/{root.pk}"


def html(answer) -> str:
    return answer.content.decode() if answer.headers.get("Content-Type", "").startswith("text/html") else ""


# The address


@pytest.mark.parametrize("role", AT_ROOT)
def test_every_link_of_every_page_keeps_the_root(client, records, role):
    world = records.world
    client.force_login(at_two_roots(world, role))
    other, seen = prefix(world.foreign_bloc), 0
    for route in routes.routes():
        if route.policy is None or "GET" not in route.policy.methods or not route.policy.signed_in:
            continue
        for name, address in routes.addresses(route, records).items():
            answer = client.get(other + address)
            if answer.status_code != 200 or name not in ("", "foreign"):
                continue
            seen += 1
            links = [link for link in LINK.findall(html(answer)) if not link.startswith(("/static/", "/r/"))]
            assert links == [], (route.name, address)
    assert seen > 25
    assert get_script_prefix() == "/"


def test_redirects_and_forms_keep_it(client, world):
    factories.RatingYearFactory(root=world.foreign_bloc, year=2024)
    client.force_login(at_two_roots(world))
    other = prefix(world.foreign_bloc)
    assert client.get(f"{other}/ratings/")["Location"] == f"{other}/ratings/2024/"
    assert client.get(f"{other}/ratings")["Location"] == f"{other}/ratings/"
    assert client.get(f"{other}/terms/")["Location"].startswith(f"{other}/terms/")
    opened = client.post(f"{other}/ratings/2024/open/")
    assert opened["Location"] == f"{other}/ratings/2024/settings/"


def test_who_is_not_signed_in_comes_back_to_it(client, world):
    other = prefix(world.foreign_bloc)
    answer = client.get(f"{other}/ratings/?a=1")
    assert answer["Location"] == f"/account/sign-in/?next={other}/ratings/%3Fa%3D1"
    person = at_two_roots(world)
    signed = client.post(answer["Location"], {"username": person.username, "password": factories.PASSWORD})
    assert signed["Location"] == f"{other}/ratings/?a=1"


@pytest.mark.parametrize("address", ["/", "/ratings/", "/organizations/", "/no-such-page/"])
def test_a_root_that_one_may_not_read_does_not_exist(client, world, address):
    client.force_login(world.users["bloc_office"])
    for pk in (world.foreign_bloc.pk, world.own.pk, 10**15):
        answer = client.get(f"/r/{pk}{address}")
        assert answer.status_code == 404
        assert f'href="/r/{pk}' not in html(answer)
    assert client.get(f"/r/0{address}").status_code == 404
    assert get_script_prefix() == "/"


def test_without_an_address_it_is_the_own_root_and_of_several_the_first_that_goes_on(client, world):
    for root in (world.bloc, world.foreign_bloc):
        factories.RatingYearFactory(root=root, year=2024, cap_enforced=root == world.foreign_bloc)
    person = at_two_roots(world)
    client.force_login(person)
    assert client.get("/ratings/2024/").context["rating_year"].root == world.bloc
    Organization.objects.filter(pk=world.bloc.pk).update(closed_on=date(2025, 1, 1))
    assert client.get("/ratings/2024/").context["rating_year"].root == world.foreign_bloc


# The switch


def test_only_who_reads_several_roots_is_offered_them(client, world):
    client.force_login(world.users["leader"])
    assert "Đang xem:" not in html(client.get("/"))
    client.force_login(at_two_roots(world, Role.LEADER))
    page = html(client.get(f"{prefix(world.foreign_bloc)}/"))
    assert "Đang xem:" in page
    assert f'href="{prefix(world.bloc)}/"' in page


def test_a_root_that_has_ended_says_so(client, world):
    gone = merge(world)
    client.force_login(world.users["leader"])
    for address in ("/", f"{prefix(gone)}/"):
        page = html(client.get(address))
        assert "Đảng bộ Khối Xưa" in page
        assert "đã kết thúc hoạt động ngày 01/01/2020" in page


# What was merged


def test_a_year_that_only_a_merged_root_has_is_led_to(client, world):
    gone = merge(world)
    factories.RatingYearFactory(root=gone, year=2016, state=RatingYear.State.CLOSED)
    client.force_login(world.users["leader"])
    answer = client.get("/ratings/2016/?state=open")
    assert answer["Location"] == f"{prefix(gone)}/ratings/2016/?state=open"
    assert client.get(answer["Location"]).status_code == 200
    client.force_login(world.users["clerk"])
    assert client.get("/ratings/2016/", follow=True).status_code == 404


def test_of_two_merged_roots_one_chooses(client, world):
    gone, other = merge(world), merge(world)
    for root in (gone, other):
        factories.RatingYearFactory(root=root, year=2016, state=RatingYear.State.CLOSED)
    client.force_login(world.users["leader"])
    page = html(client.get("/ratings/2016/"))
    assert all(f'href="{prefix(root)}/ratings/2016/"' in page for root in (gone, other))


def test_mergers_are_followed_to_their_end_and_only_to_look(client, world):
    gone = merge(world)
    first = factories.OrganizationFactory(name="Đảng bộ Khối Đầu tiên", closed_on=date(2010, 1, 2))
    Lineage.objects.create(predecessor=first, successor=gone, kind="merge", happened_on=date(2010, 1, 2))
    factories.RatingYearFactory(root=first, year=2016, state=RatingYear.State.CLOSED)
    client.force_login(world.users["bloc_office"])
    assert client.get(f"{prefix(first)}/ratings/2016/").status_code == 200
    assert client.get(f"{prefix(first)}/ratings/2016/settings/").status_code == 404
    assert client.post(f"{prefix(first)}/ratings/2016/reopen/").status_code == 404


@pytest.mark.parametrize("kind", ["split", "move"])
def test_what_handed_over_or_was_divided_is_read_by_the_heirs_once_it_has_ended(client, world, kind):
    """As long as it goes on it has people of its own. Who acts below the heir reads nothing of it."""
    gone = factories.OrganizationFactory(name="Đảng bộ Khối Khác")
    Lineage.objects.create(predecessor=gone, successor=world.bloc, kind=kind, happened_on=date(2020, 1, 1))
    factories.RatingYearFactory(root=gone, year=2016, state=RatingYear.State.CLOSED)
    factories.terms(gone)
    client.force_login(world.users["leader"])
    assert client.get(f"{prefix(gone)}/").status_code == 404
    Organization.objects.filter(pk=gone.pk).update(closed_on=date(2020, 1, 2))
    pages = ("/", "/ratings/2016/", "/ratings/2016/summary/", "/terms/2020-2025/", "/reports/")
    assert {page: client.get(f"{prefix(gone)}{page}").status_code for page in pages} == dict.fromkeys(pages, 200)
    assert client.get("/ratings/2016/")["Location"] == f"{prefix(gone)}/ratings/2016/"
    client.force_login(world.users["bloc_office"])
    assert client.get(f"{prefix(gone)}/ratings/2016/settings/").status_code == 404
    client.force_login(world.users["clerk"])
    assert client.get(f"{prefix(gone)}/ratings/2016/").status_code == 404


# What has ended


def test_who_acts_at_a_root_that_has_ended_goes_on_reading_it(client, world):
    year = sheets.open_year(world)
    people = world.users["clerk"], world.users["committee"]
    sheets.approved(sheets.sheet_of(world.own_cell), *people)
    Organization.objects.filter(pk=world.bloc.pk).update(closed_on=date(2025, 2, 1))
    client.force_login(world.users["leader"])
    page = html(client.get("/terms/2020-2025/"))
    assert world.bloc.name in page
    assert client.get("/terms/2020-2025/").context["card"].organization == world.bloc.name
    assert client.get("/terms/2020-2025/admissions/2024/").status_code == 200
    assert client.get(reverse("ratings:summary", args=[year.year])).status_code == 200
    assert client.get(reverse("ratings:calibration", args=[year.year])).status_code == 200
    assert client.get(reverse("ratings:running_members", args=[year.year])).status_code == 200
    asked = client.post(reverse("reports:request"), {"term": "2020-2025", "confirmed": "1"})
    assert asked["Location"].startswith("/reports/")

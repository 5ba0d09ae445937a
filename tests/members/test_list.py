from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from members.models import Membership
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/members/"


def _names(response) -> list[str]:
    return [member.full_name for member in response.context["page"]]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", ["Trần Thị Bình Minh"]),
        ("committee", ["Trần Thị Bình Minh", "Lê Văn Kỹ Thuật"]),
        ("leader", ["Phạm Hoàng Hôn", "Trần Thị Bình Minh", "Võ Trăng Non", "Lê Văn Kỹ Thuật"]),
    ],
)
def test_shows_who_belongs_where_the_person_may_look_by_given_name(client, world, who, expected):
    client.force_login(world.users[who])

    assert _names(client.get(URL)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ha", ["Nguyễn Thị Hạ", "Trần Hà"]),
        ("hà", ["Trần Hà", "Nguyễn Thị Hạ"]),
        ("Ha\u0300", ["Trần Hà", "Nguyễn Thị Hạ"]),
        ("HẠ", ["Nguyễn Thị Hạ", "Trần Hà"]),
        ("đang", ["Đặng Thơ"]),
        ("đỗ", []),
        ("thi ha", ["Nguyễn Thị Hạ"]),
        ("nguyen ha", ["Nguyễn Thị Hạ"]),
    ],
)
def test_search_takes_names_without_marks_and_puts_the_exact_first(client, text, expected):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    for name in ("Trần Hà", "Nguyễn Thị Hạ", "Lê Văn Khá", "Đặng Thơ"):
        factories.member_of(cell, full_name=name)
    client.force_login(factories.user_with(Role.CLERK, cell))

    found = _names(client.get(URL, {"q": text}))

    assert sorted(found) == sorted(expected)
    assert found[:1] == expected[:1] or text == "ha"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("", {"Chính", "Dự"}), ("official", {"Chính"}), ("probationary", {"Dự"}), ("ended", {"Xưa"})],
)
def test_filter_by_status(client, status, expected):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    factories.member_of(cell, full_name="Chính")
    factories.member_of(cell, full_name="Dự", official_on=None)
    gone = factories.member_of(cell, full_name="Xưa")
    Membership.objects.filter(member=gone).update(until=date(2020, 1, 1))
    client.force_login(factories.user_with(Role.CLERK, cell))

    assert set(_names(client.get(URL, {"status": status}))) == expected


def test_filter_by_organisation_counts_what_is_below(client, world):
    client.force_login(world.users["leader"])

    assert set(_names(client.get(URL, {"organization": world.own.pk}))) == {"Trần Thị Bình Minh", "Lê Văn Kỹ Thuật"}


@pytest.mark.parametrize(
    "query", [{"organization": "foreign"}, {"organization": "x"}, {"status": "king"}, {"q": "x" * 200}]
)
def test_wrong_filter_is_said_and_shows_nothing_more(client, world, query):
    client.force_login(world.users["committee"])
    if query.get("organization") == "foreign":
        query = {"organization": world.foreign.pk}

    response = client.get(URL, query)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(query)
    assert "Sao Xa" not in response.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"born_to": "1969"}, {"Một"}),
        ({"born_from": "1970"}, {"Hai", "Ba"}),
        ({"born_from": "1970", "born_to": "1970"}, {"Hai"}),
        ({"born_from": "1969", "born_to": "1971"}, {"Một", "Hai", "Ba"}),
    ],
)
def test_years_of_birth_are_asked_from_and_to_with_the_years_named(client, asked, found):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    for name, born in (("Một", date(1969, 12, 31)), ("Hai", date(1970, 1, 1)), ("Ba", date(1971, 1, 1))):
        factories.member_of(cell, full_name=name, birth_date=born)
    client.force_login(factories.user_with(Role.CLERK, cell))

    assert set(_names(client.get(URL, asked))) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"age_from": "già"}, "ví dụ 35."),
        ({"born_to": "xưa"}, "ví dụ 1970."),
        ({"born_from": "1062"}, "từ 1900 trở lên"),
        ({"born_from": "1980", "born_to": "1970"}, "Năm này trước năm đầu"),
    ],
)
def test_a_wrong_age_or_year_is_told_with_an_example_of_its_own(client, world, asked, sentence):
    client.force_login(world.users["committee"])

    page = client.get(URL, asked)

    assert sentence in page.text
    assert not page.context["page"].object_list


def test_organisation_choices_are_those_of_the_person(client, world):
    client.force_login(world.users["committee"])

    text = client.get(reverse("members:pick_place")).text

    assert world.own_cell.name in text
    assert world.sibling.name not in text


def test_who_moved_away_is_no_longer_current_here(client, world):
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2023, 1, 1))
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2023, 1, 1))
    client.force_login(world.users["committee"])

    assert member.full_name not in _names(client.get(URL))
    assert member.full_name not in _names(client.get(URL, {"status": "ended"}))
    text = client.get(member.get_absolute_url()).text
    assert world.sibling_cell.name not in text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, count, django_assert_num_queries):
    bloc = factories.OrganizationFactory()
    committee = factories.committee(bloc)
    for _ in range(count):
        member = factories.member_of(factories.cell(committee))
        for year in range(count):
            factories.MembershipFactory(
                member=member, organization=bloc, since=date(2000 + year, 1, 1), until=date(2000 + year, 2, 1)
            )
    client.force_login(factories.user_with(Role.COMMITTEE, committee))
    pages = (
        (URL, 13),
        (f"{URL}?q=dang&status=official", 14),
        (member.get_absolute_url(), 18),
        (reverse("members:of_organization", args=[committee.pk]), 11),
    )

    for url, queries in pages:
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)


def test_part_of_an_organisations_page_counts_by_what_is_below(client, world):
    factories.member_of(world.own_cell, sex="male", official_on=None)
    client.force_login(world.users["committee"])
    url = reverse("members:of_organization", args=[world.own.pk])

    fragment = client.get(url, headers={"HX-Request": "true"})

    assert "<html" not in fragment.text
    assert "3 đảng viên, trong đó 2 nữ, 1 dự bị" in fragment.text
    parts = [(part.name, count) for part, count in fragment.context["summary"].parts]
    assert parts == [(world.own_cell.name, 2), (world.own_second_cell.name, 1)]
    assert fragment.text.strip() in client.get(url).text

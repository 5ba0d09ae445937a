"""From a list to a record and back."""

import pytest
from django.urls import reverse

from tests import factories
from ui.lists.ways import place_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/members/",
        "//elsewhere.example/members/",
        "/\\elsewhere.example/members/",
        "\t/members/",
        "javascript:alert(1)",
        "/members/1/",
        "/account/sign-out/",
        "/nothing/",
        "/members/?q=" + "x" * 3000,
        "/members/?q=\ud800",
        "",
    ],
)
def test_only_a_list_of_this_portal_is_a_way_back(url):
    assert place_of(url) is None


def test_a_list_is_known_by_its_address():
    assert place_of("/members/?q=an&page=2").name == "members"
    assert place_of("/cases/").name == "cases"


def test_the_way_back_keeps_filter_order_and_page(client, world):
    for number in range(30):
        factories.member_of(world.own_cell, full_name=f"Hà {number}")
    client.force_login(world.users["committee"])
    there = f"{reverse('members:list')}?q=h%C3%A0&sort=-number&size=25"

    row = client.get(f"{there}&page=2").context["list"].table_rows[0]
    record = client.get(row[2][0].url)

    assert record.status_code == 200
    assert record.context["back"].url == f"{there}&page=2"
    assert record.context["crumbs"][0] == ("Đảng viên", f"{there}&page=2")
    assert "Về danh sách: Đảng viên" in record.text


def test_a_way_out_of_the_portal_is_no_way_back(client, world):
    client.force_login(world.users["committee"])
    record = client.get(world.members["own"].get_absolute_url(), {"list": "//evil.example/members/"})

    assert record.context["back"] is None
    assert 'href="//evil.example' not in record.text
    assert record.context["crumbs"][0] == ("Đảng viên", reverse("members:list"))

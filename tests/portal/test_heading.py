from datetime import date

import pytest
from django.urls import reverse_lazy
from django.utils.html import strip_tags

from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
SIGN_IN, NOWHERE = reverse_lazy("accounts:sign_in"), "/nowhere/"
HOA, TRUC = "Đảng bộ Thành phố Hoa Mộc Lan", "Đảng bộ Xã Trúc Đào"


def bar(client, address: object = SIGN_IN) -> str:
    html = client.get(address, follow=True).content.decode()
    return " ".join(strip_tags(html.split('class="site-name"')[1].split(">", 1)[1].split("</a>")[0]).split())


def title(client, address: object = SIGN_IN) -> str:
    html = client.get(address, follow=True).content.decode()
    return " ".join(html.split("<title>")[1].split("</title>")[0].split())


def test_before_anything_is_entered_the_portal_has_no_name(client):
    assert bar(client) == "Cổng thông tin Đảng bộ"
    assert title(client).endswith(" · Cổng thông tin Đảng bộ")


def test_of_one_root_everybody_sees_the_name(client):
    factories.OrganizationFactory(name=HOA)
    assert bar(client) == "Cổng thông tin Đảng bộ Thành phố Hoa Mộc Lan"
    assert title(client).endswith(f" · {HOA}")


def test_of_several_roots_a_stranger_sees_none(client):
    factories.OrganizationFactory(name=HOA)
    factories.OrganizationFactory(name=TRUC)
    assert bar(client) == "Cổng thông tin Đảng bộ"


def test_a_root_that_ended_is_not_the_strangers(client):
    factories.OrganizationFactory(name=HOA, closed_on=date(2025, 6, 30))
    factories.OrganizationFactory(name=TRUC)
    assert bar(client) == "Cổng thông tin Đảng bộ Xã Trúc Đào"


@pytest.mark.parametrize("address", ["/", NOWHERE])
def test_who_is_signed_in_sees_the_root_above_them_be_it_ended(client, address):
    hoa = factories.OrganizationFactory(name=HOA, closed_on=date(2025, 6, 30))
    factories.OrganizationFactory(name=TRUC)
    client.force_login(factories.user_with(Role.CLERK, factories.cell(factories.committee(hoa))))
    assert bar(client, address) == "Cổng thông tin Đảng bộ Thành phố Hoa Mộc Lan"


def test_who_acts_below_two_roots_sees_the_one_at_hand(client):
    hoa, truc = (factories.OrganizationFactory(name=name) for name in (HOA, TRUC))
    user = factories.user_with(Role.LEADER, hoa)
    user.assignments.create(organization=truc, role=Role.LEADER, since=date(2020, 1, 1))
    client.force_login(user)
    assert bar(client, "/") == "Cổng thông tin Đảng bộ Thành phố Hoa Mộc Lan"
    assert bar(client, f"/r/{truc.pk}/") == "Cổng thông tin Đảng bộ Xã Trúc Đào"


def test_a_new_name_is_seen_at_once(client):
    root = factories.OrganizationFactory(name=HOA)
    assert "Hoa Mộc Lan" in bar(client)
    root.name = "Đảng bộ Phường Hoa Sữa"
    root.save()
    assert bar(client) == "Cổng thông tin Đảng bộ Phường Hoa Sữa"


def test_a_name_of_another_make_stands_whole(client):
    factories.OrganizationFactory(name="Chi bộ Đặc khu Hoa Sen")
    assert bar(client) == "Cổng thông tin Đảng bộ Chi bộ Đặc khu Hoa Sen"


def test_a_strangers_page_costs_one_query_for_the_name(client, django_assert_num_queries):
    factories.OrganizationFactory(name=HOA)
    with django_assert_num_queries(1):
        client.get(NOWHERE)
    with django_assert_num_queries(1):
        client.get(SIGN_IN)

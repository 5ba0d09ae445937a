"""What ended the session that sent it, or began it, sent twice: the second click is led on and told."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from tests.factories import PASSWORD
from tests.sent.records import change_password, set_password

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("accounts:sign_in")


@pytest.fixture
def changed(client, world) -> tuple[str, dict[str, object]]:
    """The form of a new password that was sent; `client` still holds the session of before."""
    one = change_password(world)
    client.force_login(world.users[one.who])
    fields = {**one.drawn(client), **one.typed}
    first = Client()
    first.cookies = client.cookies.copy()
    assert first.post(one.address, fields).status_code == 302
    return one.address, fields


def test_who_set_a_new_password_is_told_that_it_holds(client, changed):
    address, fields = changed
    answer = client.post(address, fields, follow=True)
    assert answer.redirect_chain[0] == (reverse("accounts:account"), 302)
    assert answer.request["PATH_INFO"] == SIGN_IN
    assert "không ghi thêm lần nữa" in answer.text
    assert AuditEvent.objects.filter(verb="user.change_password").count() == 1


@pytest.mark.parametrize("change", [{"new_password2": "mat-khau-thu-ba"}, {"form_key": "1.abc"}, {"form_key": ""}])
def test_of_anything_else_nothing_is_said(client, changed, change):
    address, fields = changed
    answer = client.post(address, {**fields, **change}, follow=True)
    assert answer.request["PATH_INFO"] == SIGN_IN
    assert "không ghi thêm lần nữa" not in answer.text


def test_a_spent_link_says_so_and_leads_on(client, world):
    one = set_password(world)
    assert client.post(one.address, one.typed).status_code == 302
    answer = client.post(one.address, one.typed)
    assert answer.status_code == 404
    assert "Nếu đồng chí vừa đặt mật khẩu" in answer.text
    assert f'href="{SIGN_IN}"' in answer.text


def test_signing_in_and_out_twice_leads_where_once_does(world):
    typed = {"username": world.users["clerk"].username, "password": PASSWORD}
    first, second = Client(), Client()
    assert {each.post(SIGN_IN, typed)["Location"] for each in (first, second)} == {"/"}
    second.cookies = first.cookies.copy()
    out = reverse("accounts:sign_out")
    assert first.post(out)["Location"] == SIGN_IN
    assert second.post(out)["Location"].startswith(SIGN_IN)

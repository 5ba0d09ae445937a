"""A POST that met an ended session or an old token: what was typed comes back, to the person who typed it alone."""

import re
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "/account/email/"
SIGN_IN = "/account/sign-in/"
TYPED = "van.an@vi-du.gov.vn"


@pytest.fixture
def person():
    return UserFactory(username="van.an", full_name="Nguyễn Văn An")


@pytest.fixture
def other():
    return UserFactory(username="thi.binh", full_name="Trần Thị Bình")


@pytest.fixture
def machine():
    return Client(enforce_csrf_checks=True)


def form_in(page: str, address: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `address`, as a browser would send them."""
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'action="{address}"' in form)
    pairs = re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', form)
    return {name: unescape(value) for name, value in pairs}


def page_of(machine: Client, address: str) -> dict[str, str]:
    """Token and mark of the page at this address."""
    page = machine.get(address).text
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("csrfmiddlewaretoken", "whose")}


def signed_in(machine: Client, username: str, **carried: str):
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', machine.get(SIGN_IN).text)[1]
    given = {"username": username, "password": PASSWORD, "csrfmiddlewaretoken": token, **carried}
    return machine.post(SIGN_IN, given)


def opened(machine: Client, username: str = "van.an") -> dict[str, str]:
    """Somebody has the form of the e-mail before them."""
    signed_in(machine, username)
    return page_of(machine, EMAIL)


def test_typed_in_an_ended_session_comes_back_after_signing_in_on_the_same_page(machine, person):
    form = opened(machine)
    del machine.cookies["sessionid"]

    asked = machine.post(EMAIL, {**form, "email": TYPED})
    assert asked.status_code == 403
    assert "chưa được lưu" in asked.text
    again = signed_in(machine, "van.an", **form_in(asked.text, SIGN_IN))

    assert "Gửi lại" in again.text
    assert not User.objects.get(pk=person.pk).email
    assert machine.post(EMAIL, form_in(again.text, EMAIL)).status_code == 302
    assert User.objects.get(pk=person.pk).email == TYPED


def test_the_idle_limit_keeps_what_was_typed_too(machine, person, settings):
    form = opened(machine)
    settings.SESSION_IDLE_SECONDS = -1

    asked = machine.post(EMAIL, {**form, "email": TYPED})

    assert "30 phút" in asked.text
    settings.SESSION_IDLE_SECONDS = 1800
    again = signed_in(machine, "van.an", **form_in(asked.text, SIGN_IN))
    assert form_in(again.text, EMAIL)["email"] == TYPED


def test_a_page_from_before_another_sign_in_is_shown_again_with_a_token_that_holds(machine, person):
    form = opened(machine)
    del machine.cookies["sessionid"]
    signed_in(machine, "van.an")

    shown = machine.post(EMAIL, {**form, "email": TYPED})

    assert shown.status_code == 403
    assert not User.objects.get(pk=person.pk).email
    assert machine.post(EMAIL, form_in(shown.text, EMAIL)).status_code == 302
    assert User.objects.get(pk=person.pk).email == TYPED


def test_a_wrong_password_does_not_lose_it(machine, person):
    form = opened(machine)
    del machine.cookies["sessionid"]
    asked = machine.post(EMAIL, {**form, "email": TYPED})

    wrong = machine.post(SIGN_IN, {**form_in(asked.text, SIGN_IN), "username": "van.an", "password": "sai"})
    again = signed_in(machine, "van.an", carried=form_in(wrong.text, SIGN_IN)["carried"])

    assert form_in(again.text, EMAIL)["email"] == TYPED


def test_two_tabs_that_both_ask_to_sign_in_lose_nothing(machine, person):
    form = opened(machine)
    del machine.cookies["sessionid"]
    first = machine.post(EMAIL, {**form, "email": TYPED})
    signed_in(machine, "van.an")

    late = machine.post(SIGN_IN, {**form_in(first.text, SIGN_IN), "username": "van.an", "password": PASSWORD})

    assert form_in(late.text, EMAIL)["email"] == TYPED


def test_another_person_who_signs_in_is_not_shown_it(machine, person, other):
    form = opened(machine)
    del machine.cookies["sessionid"]
    asked = machine.post(EMAIL, {**form, "email": TYPED})

    answer = signed_in(machine, "thi.binh", **form_in(asked.text, SIGN_IN))

    assert answer.status_code == 302
    assert TYPED not in machine.get(answer.url).text


def test_a_page_that_another_person_left_open_goes_under_nobodys_name(machine, person, other):
    form = opened(machine)
    machine.post("/account/sign-out/", form)
    fresh = opened(machine, "thi.binh")

    stale = machine.post(EMAIL, {**form, "email": TYPED})
    with_a_fresh_token = machine.post(
        EMAIL, {**form, "csrfmiddlewaretoken": fresh["csrfmiddlewaretoken"], "email": TYPED}
    )

    for answer in (stale, with_a_fresh_token):
        assert answer.status_code == 403
        assert "Trang này do người khác mở" in answer.text
        assert "Gửi lại" not in answer.text
    assert not User.objects.exclude(email="").exists()


@pytest.mark.parametrize("whose", [{}, {"whose": ""}, {"whose": "made-up"}])
def test_what_another_site_makes_a_browser_send_is_neither_taken_nor_offered(machine, person, whose):
    opened(machine)
    answer = machine.post(EMAIL, {"email": "evil@vi-du.vn", **whose})
    assert answer.status_code == 403
    assert "evil@vi-du.vn" not in answer.text
    assert "Gửi lại" not in answer.text


def test_passwords_are_not_carried(machine, person):
    signed_in(machine, "van.an")
    form = page_of(machine, "/account/password/")
    del machine.cookies["sessionid"]
    answer = machine.post("/account/password/", {**form, "old_password": PASSWORD, "new_password1": "x"})
    assert answer.status_code == 302


def test_a_carried_text_that_was_changed_on_its_way_is_dropped(machine, person):
    answer = signed_in(machine, "van.an", carried="eyJ:1:forged")
    assert answer.status_code == 302


def test_every_form_that_posts_says_whose_page_it_stands_on(client):
    client.force_login(UserFactory())
    page = client.get(EMAIL).text
    forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    assert forms
    assert all('name="whose"' in form for form in forms)


def test_the_browser_hears_that_a_form_was_saved_and_only_then(client, person):
    client.force_login(person)

    refused = client.post(EMAIL, {"email": "không phải thư", "draft_id": "abc123"})
    assert "draft_saved_abc123" not in refused.cookies
    saved = client.post(EMAIL, {"email": TYPED, "draft_id": "abc123"})

    assert "draft_saved_abc123" in saved.cookies
    made_up = client.post(EMAIL, {"email": TYPED, "draft_id": "a;b"})
    assert not [name for name in made_up.cookies if name.startswith("draft_saved_")]

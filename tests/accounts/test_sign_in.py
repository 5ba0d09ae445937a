from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, SignInAttempt
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
URL = "/account/sign-in/"


@pytest.fixture
def person():
    return UserFactory(username="van.an", full_name="Nguyễn Văn An")


def _try(client: Client, password: str = PASSWORD, username: str = "van.an", **extra):
    return client.post(URL, {"username": username, "password": password, **extra})


def test_right_password_opens_a_session_and_is_written_down(client, person):
    response = _try(client)

    assert response.status_code == 302
    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)
    event = AuditEvent.objects.get(verb="user.sign_in")
    assert (event.actor, event.data["address"]) == (person, "127.0.0.1")


def test_session_key_changes_at_sign_in(client, person):
    client.get(URL)
    session = client.session
    session["kept"] = 1
    session.save()
    before = session.session_key

    _try(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("username", "password", "label"),
    [("van.an", "sai-mat-khau", "Nguyễn Văn An"), ("MatKhauGoNham", PASSWORD, "mat…")],
)
def test_wrong_name_or_password_is_one_sentence_and_is_written_down(client, person, username, password, label):
    response = _try(client, password, username)

    assert response.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in response.text
    assert f'value="{username}"' in response.text
    assert password not in response.text
    event = AuditEvent.objects.get(verb="user.sign_in_failed")
    assert (event.actor, event.target_label) == (None, label)


def test_disabled_account_is_refused_like_a_wrong_password(client, person):
    person.is_active = False
    person.save()

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in _try(client).text


def test_empty_fields_ask_for_themselves(client, person):
    response = client.post(URL, {})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"username", "password"}
    assert not SignInAttempt.objects.exists()


OWN_HOST = ["/members/", "/ratings/2024/?q=a"]
NOWHERE = ["members/", "(((((", "１", "/no/such/page/", "/account/sign-out/"]
FOREIGN = [
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    " //evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example",
    "http://testserver.evil.example",
    "http://evil.example/testserver",
    "/\x0d\x0aLocation: http://evil.example",
    "http://[::1]evil.example",
    "ftp://testserver/",
]


@pytest.mark.parametrize("wanted", OWN_HOST)
def test_next_leads_on_within_the_own_host(client, person, wanted):
    assert _try(client, next=wanted).url == wanted


@pytest.mark.parametrize("wanted", NOWHERE)
def test_next_that_is_no_page_leads_home(client, person, wanted):
    assert _try(client, next=wanted).url == reverse("home")


@pytest.mark.parametrize("wanted", FOREIGN)
def test_next_never_leaves_the_host(client, person, wanted):
    parts = urlsplit(_try(client, next=wanted).url)

    assert (parts.scheme, parts.netloc) == ("", "")
    assert not parts.path.startswith("//")


def test_signed_in_person_is_sent_home(client, person):
    client.force_login(person)

    assert client.get(URL).url == reverse("home")


def test_sign_out_ends_the_session_and_is_written_down(client, person):
    client.force_login(person)

    response = client.post(reverse("accounts:sign_out"))

    assert response.url == URL
    assert "_auth_user_id" not in client.session
    assert AuditEvent.objects.get(verb="user.sign_out").actor == person
    assert client.get(reverse("accounts:sign_out")).status_code in (302, 405)


def test_signed_in_pages_stay_out_of_the_browsers_cache(client, person):
    client.force_login(person)

    assert client.get(reverse("accounts:account"))["Cache-Control"] == "no-store"


def test_after_a_wrong_password_the_password_is_typed_again(client, person):
    def focused(html: str) -> str:
        return html.split(" autofocus")[0].rsplit("<input", 1)[1].split('name="')[1].split('"')[0]

    assert focused(client.get(URL).content.decode()) == "username"
    wrong = client.post(URL, {"username": person.username, "password": "sai"})
    assert focused(wrong.content.decode()) == "password"

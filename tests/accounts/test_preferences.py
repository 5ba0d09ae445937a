"""How pages look to a person: on the account, on every device, and in a cookie before signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/account/preferences/"


@pytest.fixture
def user():
    return factories.UserFactory()


def opening(client: Client, address: str = ADDRESS) -> str:
    """The first tag of the page: what it says holds from the first paint."""
    html = client.get(address).content.decode()
    return html[html.index("<html") :].split(">")[0]


def test_what_was_chosen_holds_on_every_device_at_once(client, user):
    client.force_login(user)
    client.post(ADDRESS, {"letters": "150", "scheme": "dark", "language": "en"})
    other = Client()
    other.force_login(user)
    for device in (client, other):
        assert opening(device, "/") == '<html lang="en" data-letters="150" data-scheme="dark"'


def test_the_account_wins_over_the_cookie_of_whoever_was_here_before(client, user):
    client.post(ADDRESS, {"letters": "150", "language": "en"})
    user.letters, user.language = "100", "vi"
    user.save()
    client.force_login(user)
    assert opening(client) == '<html lang="vi" data-letters="100" data-scheme="system"'


def test_before_signing_in_the_browser_keeps_it(client):
    answer = client.post(ADDRESS, {"letters": "125", "scheme": "light", "next": reverse("accounts:sign_in")})
    assert answer.url == reverse("accounts:sign_in")
    assert opening(client, answer.url) == '<html lang="vi" data-letters="125" data-scheme="light"'
    assert opening(Client(), answer.url) == '<html lang="vi" data-letters="100" data-scheme="system"'


def test_it_still_holds_after_signing_out(client, user):
    client.force_login(user)
    client.post(ADDRESS, {"letters": "150"})
    client.post(reverse("accounts:sign_out"))
    assert 'data-letters="150"' in opening(client, reverse("accounts:sign_in"))


def test_what_is_not_sent_stays(client, user):
    client.force_login(user)
    client.post(ADDRESS, {"letters": "150", "scheme": "dark"})
    client.post(ADDRESS, {"language": "en"})
    user.refresh_from_db()
    assert (user.letters, user.scheme, user.language) == ("150", "dark", "en")


@pytest.mark.parametrize("name", ["letters", "scheme", "language"])
@pytest.mark.parametrize("value", ["xx", "1" * 5000, '"><script>'])
def test_what_is_no_choice_changes_nothing_and_says_so(client, user, name, value):
    client.force_login(user)
    answer = client.post(ADDRESS, {name: value})
    assert answer.status_code == 200
    assert "field-errors" in answer.content.decode()
    user.refresh_from_db()
    assert getattr(user, name) == ""


@pytest.mark.parametrize("name", ["letters", "scheme", "django_language"])
def test_a_cookie_of_nonsense_is_not_followed(client, name):
    client.cookies[name] = '"><script>'
    assert opening(client) == '<html lang="vi" data-letters="100" data-scheme="system"'


def test_the_dark_values_come_only_to_who_may_see_them(client):
    def dark(scheme: str) -> str:
        client.post(ADDRESS, {"scheme": scheme})
        head = " ".join(client.get(ADDRESS).content.decode().split("</head>")[0].split())
        return head.split("ui/dark")[1].split(">")[0] if "ui/dark" in head else ""

    assert dark("light") == ""
    assert 'media="screen"' in dark("dark")
    assert 'media="screen and (prefers-color-scheme: dark)"' in dark("system")


def test_it_concerns_nobody_else(client, user):
    client.force_login(user)
    client.post(ADDRESS, {"letters": "150"})
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/account/sign-out/", "javascript:alert(1)"]
)
def test_it_leads_nowhere_else_and_to_no_deed(client, address):
    assert client.post(ADDRESS, {"letters": "150", "next": address}).url == reverse("home")

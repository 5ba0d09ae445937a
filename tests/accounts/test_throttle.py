from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone

from accounts import throttle
from accounts.models import SignInAttempt
from accounts.throttle import PER_ADDRESS, PER_USERNAME, TooManyTries
from tests.factories import PASSWORD, UserFactory

URL = "/account/sign-in/"
pytestmark = pytest.mark.django_db


def _tries(count: int, username: str = "an", address: str = "10.0.0.1", ago: timedelta = timedelta()) -> None:
    at = timezone.now() - ago
    SignInAttempt.objects.bulk_create([SignInAttempt(username=username, address=address, at=at)] * count)


@pytest.mark.parametrize("username", ["an", "AN", "ａｎ"])
def test_sixth_try_at_a_name_waits_until_the_first_is_five_minutes_old(username):
    _tries(5, ago=timedelta(minutes=2))

    with pytest.raises(TooManyTries) as refused:
        throttle.reserve(username=username, address="10.0.0.2")

    wait = refused.value.until - timezone.now()
    assert timedelta(minutes=2, seconds=50) < wait <= timedelta(minutes=3)
    assert SignInAttempt.objects.count() == 5


def test_refused_tries_do_not_lengthen_the_wait():
    _tries(5, ago=timedelta(minutes=4))
    for _ in range(20):
        with pytest.raises(TooManyTries):
            throttle.reserve(username="an", address="10.0.0.2")

    SignInAttempt.objects.update(at=timezone.now() - PER_USERNAME.within - timedelta(seconds=1))

    throttle.reserve(username="an", address="10.0.0.2")


def test_address_has_a_limit_over_all_names():
    for number in range(PER_ADDRESS.tries):
        _tries(1, username=f"nguoi{number}")

    with pytest.raises(TooManyTries):
        throttle.reserve(username="khac", address="10.0.0.1")
    throttle.reserve(username="khac", address="10.0.0.2")


def test_right_password_clears_the_name(client):
    UserFactory(username="an")
    for _ in range(4):
        client.post(URL, {"username": "an", "password": "sai"})

    assert client.post(URL, {"username": "an", "password": PASSWORD}).status_code == 302
    assert not SignInAttempt.objects.exists()


def test_refusal_says_when_and_does_not_look_at_the_password(client, monkeypatch):
    UserFactory(username="an")
    _tries(5)
    monkeypatch.setattr("accounts.forms.authenticate", lambda *_, **__: pytest.fail("the password was looked at"))

    response = client.post(URL, {"username": "an", "password": PASSWORD})

    until = timezone.localtime(SignInAttempt.objects.earliest("at").at + PER_USERNAME.within)
    assert f"{until:%H:%M:%S}" in response.text
    assert 'value="an"' in response.text


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "expected"),
    [
        (False, "1.2.3.4", "127.0.0.1"),
        (True, "1.2.3.4", "1.2.3.4"),
        (True, "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_names_the_address(settings, behind_proxy, forwarded, expected):
    settings.BEHIND_TLS = behind_proxy
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})

    assert throttle.client_address(request) == expected


@pytest.mark.django_db(transaction=True)
def test_tries_that_arrive_together_pass_at_most_five_times():
    def attempt(number: int) -> bool:
        try:
            throttle.reserve(username="an", address=f"10.0.0.{number}")
        except TooManyTries:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(12) as pool:
        passed = sum(pool.map(attempt, range(40)))

    assert 1 <= passed <= PER_USERNAME.tries

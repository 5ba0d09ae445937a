from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import AuditEvent, SignInAttempt
from accounts.sign_in import throttle
from accounts.sign_in.links import password_link
from accounts.sign_in.throttle import AN_HOUR, AT_ONCE, PER_ADDRESS, PER_USERNAME, TooManyTries
from tests.factories import PASSWORD, UserFactory

URL = "/account/sign-in/"
pytestmark = pytest.mark.django_db


def _tries(count: int, username: str = "an", address: str = "10.0.0.1", ago: timedelta = timedelta()) -> None:
    at = timezone.now() - ago
    SignInAttempt.objects.bulk_create([SignInAttempt(username=username, address=address, at=at)] * count)


@pytest.mark.parametrize("username", ["an", "AN", "ａｎ"])
def test_sixth_try_at_a_name_from_one_address_waits_until_the_first_is_five_minutes_old(username):
    _tries(5, ago=timedelta(minutes=2))

    with pytest.raises(TooManyTries) as refused:
        throttle.reserve(username=username, address="10.0.0.1")

    first = SignInAttempt.objects.earliest("at")
    assert refused.value.until == first.at + timedelta(minutes=5)
    assert SignInAttempt.objects.count() == 5
    throttle.reserve(username=username, address="10.0.0.2")


def test_refused_tries_do_not_lengthen_the_wait():
    _tries(5, ago=timedelta(minutes=4))
    for _ in range(20):
        with pytest.raises(TooManyTries):
            throttle.reserve(username="an", address="10.0.0.1")

    SignInAttempt.objects.update(at=timezone.now() - AT_ONCE.within - timedelta(seconds=1))

    throttle.reserve(username="an", address="10.0.0.1")


def test_one_address_alone_never_fills_the_limit_of_a_name():
    """Whoever tries once a minute from one place is stopped there, and the owner comes in from any other."""
    start = timezone.now() - timedelta(hours=6)
    for minute in range(6 * 60):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "accounts.sign_in.throttle.timezone.now", lambda minute=minute: start + timedelta(minutes=minute)
            )
            try:
                throttle.reserve(username="an", address="10.0.0.66")
            except TooManyTries:
                continue

    assert SignInAttempt.objects.filter(at__gt=timezone.now() - AN_HOUR.within).count() <= AN_HOUR.tries
    throttle.reserve(username="an", address="10.0.0.1")


def test_name_has_a_limit_over_all_addresses():
    for number in range(PER_USERNAME.tries):
        _tries(1, address=f"10.0.1.{number}", ago=timedelta(minutes=30))

    with pytest.raises(TooManyTries):
        throttle.reserve(username="an", address="10.0.0.1")


def _keep_busy(username: str) -> None:
    for number in range(PER_USERNAME.tries):
        _tries(1, username=username, address=f"10.0.1.{number}")
    _tries(PER_ADDRESS.tries, username="khac", address="127.0.0.1")


def test_owner_gets_in_where_somebody_keeps_the_name_and_the_address_busy(client):
    UserFactory(username="an")
    client.post(URL, {"username": "an", "password": PASSWORD})
    client.post("/account/sign-out/")
    _keep_busy("an")

    assert client.post(URL, {"username": "an", "password": "sai"}).status_code == 200
    assert client.post(URL, {"username": "AN", "password": "sai"}).status_code == 200
    assert client.post(URL, {"username": "an", "password": PASSWORD}).status_code == 302
    stranger = client.__class__()
    assert "quá nhiều lần" in stranger.post(URL, {"username": "an", "password": PASSWORD}).text
    assert SignInAttempt.objects.filter(username="an").count() == PER_USERNAME.tries


def test_password_link_makes_a_new_browser_known(client):
    person = UserFactory(username="an")
    _keep_busy("an")
    new = "ngay-mai-troi-nang-2024"

    client.post(password_link(person), {"new_password1": new, "new_password2": new})

    assert client.post(URL, {"username": "an", "password": new}).status_code == 302


@pytest.mark.parametrize("spoil", [lambda cookie: cookie[1:], lambda _cookie: "x", lambda _cookie: ""])
def test_known_browser_is_signed_and_known_for_its_own_names_only(client, spoil):
    UserFactory(username="an")
    UserFactory(username="binh")
    client.post(URL, {"username": "binh", "password": PASSWORD})
    client.post("/account/sign-out/")
    cookie = client.cookies["known_browser"]
    assert "binh" not in cookie.value
    assert cookie["httponly"]
    _keep_busy("an")
    _keep_busy("binh")

    assert client.post(URL, {"username": "an", "password": PASSWORD}).status_code == 200
    kept = client.cookies["known_browser"].value
    client.cookies["known_browser"] = spoil(kept)
    assert client.post(URL, {"username": "binh", "password": PASSWORD}).status_code == 200
    client.cookies["known_browser"] = kept
    assert client.post(URL, {"username": "binh", "password": PASSWORD}).status_code == 302


def test_known_browser_has_five_tries_of_its_own():
    for _ in range(5):
        throttle.reserve(username="an", address="10.0.0.1", browser="b")

    with pytest.raises(TooManyTries):
        throttle.reserve(username="an", address="10.0.0.2", browser="b")
    throttle.reserve(username="an", address="10.0.0.1")


def test_tries_refused_together_leave_one_line_in_the_trail(client):
    UserFactory(username="an", full_name="Nguyễn Văn An")
    for name in ("an", "khong-co"):
        _tries(5, username=name, address="127.0.0.1")
        for _ in range(8):
            client.post(URL, {"username": name, "password": "sai"})

    lines = AuditEvent.objects.filter(verb="user.sign_in_throttled").order_by("pk")
    assert [(line.actor, line.target_label) for line in lines] == [(None, "Nguyễn Văn An"), (None, "kho…")]
    assert not AuditEvent.objects.filter(verb="user.sign_in_failed").exists()


@pytest.mark.parametrize("name", ["an", "khong-co"])
def test_a_throttled_name_says_nothing_about_whether_it_is_there(client, name):
    UserFactory(username="an")
    texts = []
    for tried in ("an", name):
        SignInAttempt.objects.all().delete()
        _tries(5, username=tried, address="127.0.0.1")
        SignInAttempt.objects.update(at=timezone.now().replace(microsecond=0))
        response = client.post(URL, {"username": tried, "password": "sai"})
        texts.append(str(response.context["form"].errors))

    assert len(texts[0]) == len(texts[1])
    assert "quá nhiều lần" in texts[0]


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
    _tries(5, address="127.0.0.1")
    monkeypatch.setattr(
        "accounts.sign_in.forms.authenticate", lambda *_, **__: pytest.fail("the password was looked at")
    )

    response = client.post(URL, {"username": "an", "password": PASSWORD})

    until = timezone.localtime(SignInAttempt.objects.earliest("at").at + AT_ONCE.within)
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


def _arrive_together(addresses: list[str], browser: str) -> tuple[int, int]:
    """How many of 60 pass, and how many of those refused are news for the trail."""

    def attempt(number: int) -> tuple[bool, bool]:
        try:
            throttle.reserve(username="an", address=addresses[number % len(addresses)], browser=browser)
        except TooManyTries as refused:
            return False, refused.is_news
        finally:
            connections.close_all()
        return True, False

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(attempt, range(60)))
    return sum(passed for passed, _news in answers), sum(news for _passed, news in answers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("addresses", "browser", "most"),
    [
        (["10.0.0.1"], "", AT_ONCE.tries),
        ([f"10.0.0.{number}" for number in range(60)], "", PER_USERNAME.tries),
        (["10.0.0.1"], "b", 5),
    ],
)
def test_of_sixty_tries_that_arrive_together_a_handful_reaches_the_password(addresses, browser, most):
    passed, news = _arrive_together(addresses, browser)

    assert 1 <= passed <= most
    assert SignInAttempt.objects.count() == passed
    assert 1 <= news <= 3

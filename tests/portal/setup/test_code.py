"""The one-time code that an empty portal asks for."""

import logging
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, SignInAttempt, User
from accounts.sign_in.throttle import AT_ONCE
from portal.setup import code
from portal.setup.code import announce_at_start, is_right, one_time_code
from tests import factories
from tests.portal.setup.typed import opened

pytestmark = pytest.mark.usefixtures("empty")
WRONG = "Đây không phải mã trong nhật ký máy chủ"


def _try(client: Client, typed: str):
    return client.post(reverse("setup"), {"code": typed})


def test_every_process_of_one_portal_knows_the_same_code_and_another_portal_another():
    mine = one_time_code()
    assert mine == one_time_code()
    with override_settings(SECRET_KEY="another portal's"):
        assert one_time_code() != mine
    assert len(mine.replace("-", "")) == 16


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace("-", " "), lambda text: f" {text}\n"])
def test_the_code_is_taken_as_people_copy_it(change):
    assert is_right(change(one_time_code()))


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA-AAAA", "ă", "-", "0"])
def test_another_code_opens_nothing(typed):
    assert not is_right(typed)
    client = Client()
    assert _try(client, typed).status_code == 200
    assert client.get(reverse("setup")).templates[0].name == "portal/setup_code.html"


def test_a_wrong_code_says_where_the_right_one_is_and_leaves_a_line(client):
    page = _try(client, "AAAA").text

    assert WRONG in page
    assert "AAAA" in page, "typed is kept"
    assert "docker compose logs web" in page
    line = AuditEvent.objects.get()
    assert (line.verb, line.actor, line.data["address"]) == ("portal.code_refused", None, "127.0.0.1")


def test_after_too_many_wrong_codes_the_right_one_waits_too(client):
    for _each in range(AT_ONCE.tries):
        assert WRONG in _try(client, "AAAA").text

    page = _try(client, one_time_code()).text

    assert "Mã sai quá nhiều lần" in page
    assert [line.verb for line in AuditEvent.objects.order_by("pk")][-1] == "portal.code_throttled"
    SignInAttempt.objects.update(at=timezone.now() - AT_ONCE.within - timedelta(seconds=1))
    assert _try(client, one_time_code()).status_code == 302


def test_the_right_code_forgives_the_wrong_ones(client):
    _try(client, "AAAA")
    _try(client, one_time_code())
    assert not SignInAttempt.objects.exists()


def test_without_the_code_nothing_is_set_up(client):
    client.post(reverse("setup"), {"name": "Đảng bộ", "code": "X"})
    assert not User.objects.exists()


def test_the_code_opens_nothing_once_somebody_is_there(client):
    factories.UserFactory()
    assert _try(client, one_time_code()).url == "/"


def test_who_brought_the_code_is_sent_away_when_another_was_quicker(client):
    opened(client)
    factories.UserFactory()
    answer = client.get(reverse("setup"), follow=True)
    assert "Cổng đã được thiết lập" in answer.text
    assert answer.request["PATH_INFO"] == reverse("accounts:sign_in")


def test_the_log_tells_address_and_code_once_while_the_portal_is_empty(caplog):
    with caplog.at_level(logging.WARNING):
        announce_at_start()
        announce_at_start()
    assert [line.getMessage() for line in caplog.records] == [
        f"The portal is empty. Set it up at http://testserver/setup/ with the one-time code {one_time_code()}"
    ]


def test_the_log_of_a_portal_with_people_tells_no_code(caplog):
    factories.UserFactory()
    announce_at_start()
    assert caplog.records == []


def test_a_database_that_does_not_answer_yet_stops_no_start(monkeypatch, caplog):
    def broken():
        raise code.DatabaseError

    monkeypatch.setattr(code, "awaits_set_up", broken)
    announce_at_start()
    assert one_time_code() not in caplog.text

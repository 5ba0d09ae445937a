import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ratings.models import SheetDraft
from tests import world
from tests.factories import PASSWORD, UserFactory
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
PAGE = "/account/"


@pytest.fixture
def later(monkeypatch):
    start = timezone.now()

    def move(**passed: int) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: start + timedelta(**passed))

    return move


@pytest.fixture
def signed_in(client):
    UserFactory(username="an")
    client.post("/account/sign-in/", {"username": "an", "password": PASSWORD})
    return client


def test_thirty_minutes_without_a_request_end_the_session(signed_in, later):
    later(minutes=29)
    assert signed_in.get(PAGE).status_code == 200
    later(minutes=58)
    assert signed_in.get(PAGE).status_code == 200

    later(minutes=89)

    response = signed_in.get(PAGE, follow=True)
    assert response.redirect_chain[0][0] == f"/account/sign-in/?next={PAGE}"
    assert "không thao tác trong 30 phút" in response.text
    assert "_auth_user_id" not in signed_in.session


def test_whoever_never_rests_is_out_after_eight_hours(signed_in, later):
    for minutes in range(20, 8 * 60, 20):
        later(minutes=minutes)
        assert signed_in.get(PAGE).status_code == 200, minutes

    later(hours=8, seconds=1)

    assert signed_in.get(PAGE).status_code == 302


def test_session_is_written_once_a_minute_at_most(signed_in, later):
    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(PAGE)
        return sum("UPDATE" in query["sql"] and "django_session" in query["sql"] for query in queries)

    assert writes() == 0
    later(seconds=59)
    assert writes() == 0
    later(seconds=61)
    assert [writes(), writes()] == [1, 0]


def test_session_that_does_not_say_when_it_was_used_is_over(signed_in):
    session = signed_in.session
    del session["seen"]
    session.save()

    assert signed_in.get(PAGE).status_code == 302
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_kept_draft_is_a_sign_of_life_and_outlives_the_session(client, later):
    place = world.build()
    sheets.open_year(place)
    client.force_login(place.users["clerk"])
    url = reverse("ratings:draft", args=[2024, place.own_cell.pk])
    body = json.dumps({"version": "0", "own-note": "đang viết"})
    for minutes in (25, 50):
        later(minutes=minutes)
        assert client.post(url, body, content_type="application/json").status_code == 200

    later(minutes=81)

    assert client.post(url, body, content_type="application/json").status_code == 302
    assert SheetDraft.objects.get().fields["own-note"] == "đang viết"

"""A session that cannot be written, or is ended in another tab: nobody is told that their request was unreadable."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from accounts.models import User
from accounts.sign_in import sessions
from accounts.whose import mark_of
from members.models import Member
from organizations.sectors import ensure_sectors
from portal import urls
from stored.locks import briefly
from tests import world as small_world
from tests.forms import posted_forms
from tests.other_connection import locked, wait_for_nothing
from tests.sent.records import enter_member

pytestmark = pytest.mark.django_db(transaction=True)
KEEP = "/keeps-in-the-session/"


@login_not_required
def keep(request: HttpRequest) -> HttpResponse:
    request.session["kept"] = "something"
    return HttpResponse()


handler400, handler500 = urls.handler400, urls.handler500
urlpatterns = [*urls.urlpatterns, path(KEEP[1:], keep)]


@pytest.fixture
def world(transactional_db):
    ensure_sectors()
    yield small_world.build()
    connection.close()


@pytest.fixture
def office(client: Client, world) -> Client:
    client.raise_request_exception = False
    client.force_login(world.users["committee"])
    return client


def make_it_long_ago(client: Client) -> None:
    session = client.session
    session[sessions.SEEN] = (sessions.timezone.now() - 2 * sessions.NOTED_EVERY).isoformat()
    session.save()


def seen(client: Client) -> str:
    return client.session[sessions.SEEN]


def test_a_page_is_read_while_another_holds_the_lock_and_noted_afterwards(office):
    make_it_long_ago(office)
    before = seen(office)
    with locked():
        for page in ("/account/", reverse("members:list"), "/"):
            assert office.get(page).status_code == 200, page
    assert seen(office) == before
    office.get("/account/")
    assert seen(office) > before


def test_only_what_is_brief_waits_briefly(world):
    with locked(), pytest.raises(OperationalError), briefly():
        Session.objects.create(session_key="x", expire_date=sessions.LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout")
        assert cursor.fetchone()[0] in (20_000, "5s")


@pytest.mark.urls(__name__)
def test_a_session_that_cannot_be_written_is_a_503_in_words(office):
    assert office.get(KEEP).status_code == 200
    wait_for_nothing()
    with locked():
        answer = office.get(KEEP)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "đang bận" in answer.text


def typed_by(user: User, world) -> tuple[str, dict[str, object]]:
    sent = enter_member(world)
    return sent.address, {**sent.typed, "decision_number": "5-QĐ/ĐU", "whose": mark_of(user)}


def assert_asked_to_sign_in(answer) -> None:
    assert answer.status_code == 403
    form = posted_forms(answer.text)[-1]
    assert {"username", "password"} <= set(form)
    assert form["carried"]


def test_signed_out_in_another_tab_while_it_is_sent_the_text_waits_on_the_page_of_signing_in(office, world):
    address, fields = typed_by(world.users["committee"], world)

    def end_sessions(**_signal: object) -> None:
        Session.objects.all().delete()

    post_save.connect(end_sessions, sender=Member)
    try:
        answer = office.post(address, fields)
    finally:
        post_save.disconnect(end_sessions, sender=Member)
    assert_asked_to_sign_in(answer)


def test_signed_out_in_another_tab_just_before_it_is_noted_nothing_is_done(office, world):
    address, fields = typed_by(world.users["committee"], world)
    make_it_long_ago(office)

    def end_sessions(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "django_session" in sql:
            execute("DELETE FROM django_session", None, many, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end_sessions):
        answer = office.post(address, fields)
    assert_asked_to_sign_in(answer)
    assert not Member.objects.filter(full_name="Nguyễn Thị An").exists()

"""Those that the board's filter shows are reminded by who manages the year, or by the committee above them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.roles import Role
from notices.models import Muted, Notice
from ratings.models import RatingYear
from ratings.progress import tasks
from ratings.years.reminding import remind, remind_listed, to_remind
from tests import factories
from tests.ratings import sheets

BOARD, REMIND = (reverse(f"ratings:{name}", args=[2024]) for name in ("year", "remind_listed"))
DRAFT = f"{REMIND}?state=draft"


def reminded() -> set[str]:
    return set(Notice.objects.filter(kind="sheet.due").values_list("recipient__username", flat=True))


@pytest.fixture
def names(world):
    """Who enters, by who they are in the small world."""
    return {each: world.users[each].username for each in ("clerk", "committee", "lone_clerk", "sibling_committee")}


def test_who_manages_the_year_reminds_all_that_are_listed_and_reads_how_many(client, world, year, names):
    client.force_login(world.users["bloc_office"])
    page = client.post(DRAFT, follow=True)
    assert reminded() == set(names.values())
    assert "Đã nhắc 4 người." in page.text
    assert AuditEvent.objects.get(verb="year.remind_listed").data["people"] == 4
    assert page.redirect_chain == [(f"{BOARD}?state=draft", 302)]


def test_a_search_narrows_who_is_reminded(client, world, year, names):
    client.force_login(world.users["bloc_office"])
    client.post(f"{DRAFT}&q={world.lone_cell.code}")
    assert reminded() == {names["lone_clerk"]}


def test_a_committee_reminds_those_below_it_and_neither_itself_nor_others(client, world, year, names):
    client.force_login(world.users["committee"])
    assert "Nhắc 1 người" in client.get(f"{BOARD}?state=draft").text
    assert "Đã nhắc 1 người." in client.post(DRAFT, follow=True).text
    assert reminded() == {names["clerk"]}


def test_nobody_is_reminded_twice_a_day_of_the_same_place_whoever_asks(client, world, year, names):
    client.force_login(world.users["committee"])
    client.post(DRAFT)
    client.force_login(world.users["bloc_office"])
    assert "Đã nhắc 3 người." in client.post(DRAFT, follow=True).text
    page = client.post(DRAFT, follow=True)
    assert "Không còn ai cần nhắc" in page.text
    assert "đều đã được nhắc" in page.text
    assert Notice.objects.filter(kind="sheet.due").count() == 4
    assert AuditEvent.objects.filter(verb="year.remind_listed").count() == 2


def test_the_page_of_the_close_says_how_many_are_told_and_tells_so_many(client, world, year, names):
    client.force_login(world.users["committee"])
    client.post(DRAFT)
    assert to_remind(year) == 3
    client.force_login(world.users["bloc_office"])
    assert "Nhắc 3 người chưa trình phiếu" in client.get("/ratings/2024/close/").text
    assert "Đã nhắc 3 người." in client.post("/ratings/2024/remind/", follow=True).text


def test_what_is_submitted_is_nobodys_to_be_reminded_of(client, world, year, names):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["bloc_office"])
    client.post(f"{REMIND}?state=open")
    assert reminded() == set(names.values()) - {names["clerk"]}


def test_who_wants_no_reminders_or_has_no_account_any_more_is_neither_told_nor_counted(world, year, names):
    Muted.objects.create(user=world.users["clerk"], kind="sheet.due")
    lone = world.users["lone_clerk"]
    type(lone).objects.filter(pk=lone.pk).update(is_active=False)
    assert to_remind(year) == remind(rating_year=year, by=world.users["bloc_office"]) == 2
    assert reminded() == {names["committee"], names["sibling_committee"]}


@pytest.mark.parametrize("query", ["", "state=submitted", "state=approved", "state=mine", "state=open"])
def test_it_is_offered_only_where_every_sheet_listed_is_to_be_submitted(client, world, year, query):
    client.force_login(world.users["bloc_office"])
    assert 'action="/ratings/2024/remind/listed/' not in client.get(f"{BOARD}?{query}").text


@pytest.mark.parametrize("who", ["clerk", "leader", "inspector"])
def test_it_is_not_offered_to_who_decides_on_nothing(client, world, year, who):
    client.force_login(world.users[who])
    assert 'action="/ratings/2024/remind/listed/' not in client.get(f"{BOARD}?state=draft").text


@pytest.mark.parametrize("state", [RatingYear.State.CLOSED, RatingYear.State.PLANNED])
def test_of_a_year_that_is_not_open_nobody_is_reminded(client, world, year, state):
    RatingYear.objects.update(state=state, closed_at="2025-03-01T00:00Z" if state == "closed" else None)
    client.force_login(world.users["bloc_office"])
    assert "Chưa nhắc ai: năm này không mở." in client.post(DRAFT, follow=True).text
    assert reminded() == set()


def test_a_filter_that_is_not_understood_reminds_nobody(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert client.post(f"{REMIND}?state=nonsense", follow=True).status_code == 200
    assert reminded() == set()


def test_letters_go_to_those_listed_alone(world, year, settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.EMAIL_URL = "memory://"
    rung = []
    monkeypatch.setattr(tasks.send_reminder, "apply_async", lambda args, **options: rung.append(args))
    monkeypatch.setattr(tasks.send_reminders, "apply_async", lambda args, **options: tasks.send_reminders(*args))
    for who in ("clerk", "committee", "lone_clerk"):
        type(world.users[who]).objects.filter(pk=world.users[who].pk).update(email=f"{who}@portal.example")
    cell = type(world.own).objects.filter(pk=world.own_cell.pk)
    with django_capture_on_commit_callbacks(execute=True):
        remind_listed(rating_year=year, listed=cell, by=world.users["bloc_office"])
    assert rung == [(world.users["clerk"].pk,)]


def test_the_number_of_queries_does_not_grow_with_those_reminded(client, world, year):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            remind(rating_year=year, by=world.users["bloc_office"])
        return len(queries)

    few = cost()
    AuditEvent.objects.filter(verb="year.remind").delete()
    Notice.objects.all().delete()
    for _each in range(3):
        factories.user_with(Role.CLERK, factories.cell(world.own))
    assert cost() == few
    assert Notice.objects.count() == 7

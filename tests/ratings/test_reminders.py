"""Reminders by e-mail: on which days, to whom, once, and whatever the mail server does."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from celery.schedules import crontab
from django.conf import settings as portal_settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent, User
from accounts.roles import Role
from notices.rhythm import is_day
from organizations.models import Assignment
from ratings import roster
from ratings.models import RatingYear, Reminder, Sheet
from ratings.progress import reminders, tasks
from ratings.progress.board import progress_of
from ratings.progress.letters import Round, letters
from tests import factories
from tests.ratings import sheets

DUE = date(2024, 12, 20)
GRASSROOTS_DUE = date(2025, 1, 10)


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.EMAIL_URL = "smtp://mail.example"


@pytest.fixture
def addresses(world) -> dict[str, User]:
    for name, user in world.users.items():
        user.email = f"{name}@portal.example"
        user.save()
    return world.users


@pytest.mark.parametrize(
    ("days", "is_one"),
    [
        *((days, True) for days in (-7, -1, 1, 7, 14, 21, 28, 35, 42, 49, 56)),
        *((days, False) for days in (-14, -8, -6, -2, 0, 2, 6, 8, 13, 15, 60, 61, 63, 70)),
    ],
)
def test_a_letter_comes_a_week_and_a_day_before_and_then_weekly_for_two_months(days, is_one):
    assert is_day(DUE, DUE + timedelta(days=days)) is is_one


def letters_on(year: RatingYear, day: date) -> dict[str, tuple[list[str], list[str]]]:
    rated = roster.rated_organizations(year).select_related("parent__parent").order_by("path")
    listed = progress_of(year, list(rated))
    people = list(Assignment.objects.on(day).select_related("user"))
    found = reminders.with_address(letters([(Round(year), listed)], day, people))
    return {
        letter.user.username: (
            [standing.organization.name for each in letter.years for standing in each.own],
            [standing.organization.name for each in letter.years for standing in each.below],
        )
        for letter in found
    }


def test_before_the_day_only_those_who_enter_are_written_to(world, year, addresses):
    found = letters_on(year, DUE - timedelta(days=1))
    assert found[world.users["clerk"].username] == ([world.own_cell.name], [])
    assert world.users["committee"].username not in found, "its own sheet is due three weeks later"
    assert world.users["bloc_office"].username not in found


def test_after_the_day_the_committee_hears_of_its_cells_and_of_no_others(world, year, addresses):
    found = letters_on(year, DUE + timedelta(days=1))
    own, below = found[world.users["committee"].username]
    assert own == []
    assert set(below) == {world.own_cell.name, world.own_second_cell.name}
    assert world.users["bloc_office"].username not in found, "cells are not the Bloc's to decide on"


def test_grassroots_organisations_have_their_own_day(world, year, addresses):
    found = letters_on(year, GRASSROOTS_DUE + timedelta(days=1))
    assert found[world.users["committee"].username] == ([world.own.name], [])
    _own, below = found[world.users["bloc_office"].username]
    assert world.own.name in below
    assert world.own_cell.name not in below
    assert "foreign" not in "".join(below)


@pytest.mark.parametrize(
    ("state", "is_reminded"), [("draft", True), ("returned", True), ("submitted", False), ("approved", False)]
)
def test_only_who_has_the_sheet_is_reminded(world, year, addresses, state, is_reminded):
    now = {"submitted_at": "2024-12-01T00:00Z", "submitted_by": world.users["clerk"]}
    decided = {**now, "approved_at": "2024-12-02T00:00Z", "approved_by": world.users["committee"]}
    values = {"submitted": now, "approved": decided, "returned": {"return_reason": "Thiếu."}}.get(state, {})
    Sheet.objects.filter(organization=world.own_cell).update(state=state, **values)
    assert (world.users["clerk"].username in letters_on(year, DUE - timedelta(days=7))) is is_reminded


@pytest.mark.parametrize("state", [RatingYear.State.PLANNED, RatingYear.State.CLOSED])
def test_without_an_open_round_nobody_is_reminded(world, year, addresses, state):
    year.state = state
    assert letters_on(year, DUE - timedelta(days=1)) == {}


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_who_has_no_address_or_no_account_any_more_is_left_out(world, year, addresses, change):
    User.objects.filter(pk=world.users["clerk"].pk).update(**change)
    found = letters_on(year, DUE + timedelta(days=1))
    assert world.users["clerk"].username not in found
    assert found, "the others are reminded"


def test_a_person_of_two_places_gets_one_letter(world, year, addresses):
    factories.AssignmentFactory(user=world.users["clerk"], role=Role.CLERK, organization=world.own_second_cell)
    own, _below = letters_on(year, DUE - timedelta(days=1))[world.users["clerk"].username]
    assert own == [world.own_cell.name, world.own_second_cell.name]


def test_two_roles_at_one_place_name_it_once(world, year, addresses):
    factories.AssignmentFactory(user=world.users["clerk"], role=Role.COMMITTEE, organization=world.own_cell)
    own, _below = letters_on(year, DUE - timedelta(days=1))[world.users["clerk"].username]
    assert own == [world.own_cell.name]


# Sending


def send_on(day: date) -> None:
    for user_id in reminders.people(day):
        reminders.remind(user_id, day)


@pytest.fixture
def today(monkeypatch) -> date:
    """The day after the cells' due date, also for what counts days by itself."""
    day = DUE + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)
    return day


def test_the_letter_says_what_where_and_nothing_of_a_member(world, year, addresses, today):
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    send_on(today)
    [letter] = [each for each in mail.outbox if each.to == ["clerk@portal.example"]]
    assert letter.subject == "Xếp loại năm 2024: còn 1 phiếu chưa trình"
    assert f"- {world.own_cell.name}: quá hạn từ 20/12/2024" in letter.body
    assert f"http://testserver/ratings/2024/{world.own_cell.pk}/" in letter.body
    assert "http://testserver/account/email/" in letter.body
    assert letter.body.startswith("Kính gửi đồng chí,")
    assert letter.alternatives == []
    for member in world.members.values():
        assert member.full_name not in letter.body
    assert "tốt nhiệm vụ" not in letter.body


def test_the_committee_is_led_to_those_overdue(world, year, addresses, today):
    send_on(today)
    [letter] = [each for each in mail.outbox if each.to == ["committee@portal.example"]]
    assert letter.subject == "Xếp loại năm 2024: còn 2 phiếu chưa trình"
    assert f"- {world.own_second_cell.name}: quá hạn từ 20/12/2024" in letter.body
    assert "http://testserver/ratings/2024/?state=late" in letter.body


def test_names_are_written_as_they_are(world, year, addresses, today):
    year.sheets.filter(organization=world.own_cell).update(name="Chi bộ <A> & 'B'")
    send_on(today)
    assert any("Chi bộ <A> & 'B'" in letter.body for letter in mail.outbox)


def test_run_twice_it_writes_once(world, year, addresses, today):
    send_on(today)
    sent = len(mail.outbox)
    assert sent > 1
    assert Reminder.objects.filter(day=today, sent_at__isnull=False).count() == sent
    assert reminders.people(today) == []
    for user in addresses.values():
        reminders.remind(user.pk, today)
    assert len(mail.outbox) == sent
    assert AuditEvent.objects.filter(verb="reminder.send", actor=None).count() == sent


def test_another_day_is_another_letter(world, year, addresses, today):
    send_on(today)
    send_on(today + timedelta(days=6))
    assert len([each for each in mail.outbox if each.to == ["clerk@portal.example"]]) == 2


def test_a_person_and_a_day_have_one_row(world):
    Reminder.objects.create(user=world.users["clerk"], day=DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(user=world.users["clerk"], day=DUE)


def test_a_letter_that_fails_is_written_down_and_stops_no_other(world, year, addresses, today, monkeypatch, caplog):
    sent = []

    def failing(subject, text, sender, to, **options):
        if to == ["clerk@portal.example"]:
            raise SMTPServerDisconnected("no such mailbox: clerk@portal.example")
        sent.extend(to)

    monkeypatch.setattr(reminders, "send_mail", failing)
    send_on(today)
    assert "committee@portal.example" in sent
    event = AuditEvent.objects.get(verb="reminder.fail")
    assert (event.actor, event.data) == (None, {"message": "SMTPServerDisconnected"})
    assert Reminder.objects.get(user=world.users["clerk"]).sent_at is None
    assert "could not be sent" in caplog.text
    send_on(today)
    assert "clerk@portal.example" not in sent, "a letter that may have left is not sent again"


def test_with_no_mail_server_nothing_is_sent_and_nothing_written_down(world, year, addresses, today, settings):
    settings.EMAIL_URL = ""
    send_on(today)
    reminders.remind(world.users["clerk"].pk, today)
    assert mail.outbox == []
    assert not Reminder.objects.exists()


def test_who_submits_between_the_clock_and_the_letter_gets_none(world, year, addresses, today):
    people = reminders.people(today)
    Sheet.objects.filter(organization=world.own_cell).update(
        state="submitted", submitted_at="2024-12-21T00:00Z", submitted_by=world.users["clerk"]
    )
    assert world.users["clerk"].pk in people
    reminders.remind(world.users["clerk"].pk, today)
    assert mail.outbox == []


def test_the_clock_rings_at_seven_and_every_letter_is_a_task(world, year, addresses, today, monkeypatch):
    entry = portal_settings.CELERY_BEAT_SCHEDULE["remind-of-due-dates"]
    assert entry == {"task": tasks.send_reminders.name, "schedule": crontab(hour=7, minute=0)}
    assert portal_settings.CELERY_TIMEZONE == "Asia/Ho_Chi_Minh"
    rung = []
    monkeypatch.setattr(tasks.send_reminder, "apply_async", lambda args, **options: rung.append(args))
    tasks.send_reminders()
    assert (world.users["clerk"].pk,) in rung
    for args in rung:
        tasks.send_reminder(*args)
    assert len(mail.outbox) == len(rung)


def test_reading_costs_the_same_for_few_people_and_for_many(world, year, addresses, today):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            reminders.people(today)
        return len(queries)

    costs = []
    for number in range(4):
        cell = factories.cell(world.own)
        user = factories.user_with(Role.CLERK, cell)
        User.objects.filter(pk=user.pk).update(email=f"more{number}@portal.example")
        costs.append(asked())
    assert len(set(costs)) == 1

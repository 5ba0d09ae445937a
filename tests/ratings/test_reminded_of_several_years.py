"""Two years are open at once: each that waits for somebody is reminded of, in one letter that names both."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from notices.models import Notice
from ratings.models import RatingYear, Sheet, YearPlace
from ratings.notices import reminders as in_the_portal
from ratings.progress import reminders
from ratings.years.actions import reopen_year
from tests.ratings import sheets

REOPENED = date(2025, 12, 12)
DUE = date(2025, 12, 20)


@pytest.fixture
def older(year) -> RatingYear:
    """2024, reopened long after its due dates."""
    return year


@pytest.fixture
def newer(world, older) -> RatingYear:
    return sheets.open_year(world, 2025)


@pytest.fixture
def clerk(world, settings):
    settings.EMAIL_URL = "smtp://mail.example"
    world.users["clerk"].email = "clerk@portal.example"
    world.users["clerk"].save()
    return world.users["clerk"]


@pytest.fixture
def reopened(world, older, newer) -> None:
    office = world.users["bloc_office"]
    sheets.close_year(older, office)
    reopen_year(rating_year=older, decision_number="QĐ 7", decided_on=REOPENED, reason="Sửa.", by=office)
    AuditEvent.objects.filter(verb="year.reopen").update(at=timezone.make_aware(timezone.datetime(2025, 12, 12, 9)))


@pytest.fixture
def day(monkeypatch):
    def set_to(day: date) -> date:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda at=None, *_: at.date() if at else day)
        return day

    return set_to


def letter_on(day: date, clerk):
    for user_id in reminders.people(day):
        reminders.remind(user_id, day)
    found = [each for each in mail.outbox if each.to == [clerk.email]]
    mail.outbox.clear()
    return found


def years_in(text: str) -> set[int]:
    return {year for year in (2024, 2025) if f"Phiếu xếp loại năm {year} chưa trình" in text}


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (REOPENED, set()),
        (REOPENED + timedelta(days=1), {2024, 2025}),
        (REOPENED + timedelta(days=7), {2024, 2025}),
        (REOPENED + timedelta(days=14), {2024}),
        (DUE + timedelta(days=1), {2025}),
        (REOPENED + timedelta(days=63), set()),
        (DUE + timedelta(days=56), {2025}),
    ],
)
def test_a_reopened_year_counts_its_days_from_its_reopening(reopened, clerk, day, today, years):
    """13 December is a week before the newer year's due date, the 19th a day."""
    found = letter_on(day(today), clerk)
    assert [years_in(letter.body) for letter in found] == ([years] if years else [])


def test_one_letter_names_both_years_and_leads_to_the_sheet_of_each(reopened, world, clerk, day):
    [letter] = letter_on(day(DUE - timedelta(days=1)), clerk)
    assert letter.subject == "Xếp loại năm 2025, 2024: còn 2 phiếu chưa trình"
    for year in (2024, 2025):
        assert f"http://testserver/ratings/{year}/{world.own_cell.pk}/" in letter.body
    assert letter_on(DUE - timedelta(days=1), clerk) == []


def test_the_portal_tells_of_each_year_once(reopened, clerk, day):
    today = day(DUE - timedelta(days=1))
    for _again in range(2):
        in_the_portal.remind(today)
    told = Notice.objects.filter(recipient=clerk, kind="sheet.due").values_list("data__year", flat=True)
    assert sorted(told) == [2024, 2025]


@pytest.mark.parametrize("state", ["submitted", "approved", "none"])
def test_an_older_year_that_does_not_wait_for_them_is_not_named(reopened, world, clerk, day, state):
    sheet = sheets.sheet_of(world.own_cell)
    if state == "none":
        YearPlace.objects.filter(sheet=sheet)._raw_delete("default")
        sheet.delete()
    else:
        sheets.in_state(state, sheet, clerk, world.users["committee"])
    [letter] = letter_on(day(DUE - timedelta(days=1)), clerk)
    assert years_in(letter.body) == {2025}


@pytest.mark.parametrize("asked", [2024, 2025])
def test_whoever_reminds_of_one_year_has_that_one_written(reopened, clerk, day, asked):
    today = day(date(2025, 12, 16))
    reminders.remind(clerk.pk, today, RatingYear.objects.get(year=asked).pk)
    [letter] = mail.outbox
    assert years_in(letter.body) == {asked}


@pytest.mark.parametrize("year_of", ["older", "newer"])
def test_each_open_year_has_its_button_and_reminds_its_own(client, reopened, world, year_of, request):
    rating_year = request.getfixturevalue(year_of)
    client.force_login(world.users["bloc_office"])
    assert "Nhắc " in client.get(f"/ratings/{rating_year}/close/").text
    client.post(f"/ratings/{rating_year}/remind/")
    told = Notice.objects.filter(recipient=world.users["clerk"], kind="sheet.due")
    assert list(told.values_list("data__year", flat=True)) == [rating_year.year]


def test_reading_costs_the_same_for_few_sheets_and_for_many_in_two_years(reopened, world, clerk, day):
    today = day(DUE - timedelta(days=1))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            reminders.people(today)
        return len(queries)

    others = Sheet.objects.filter(rating_year__year=2024).exclude(organization=world.own_cell).order_by("pk")
    costs = []
    for some in (others.values("pk")[:1], others.values("pk")):
        gone = Sheet.objects.filter(pk__in=list(some.values_list("pk", flat=True)))
        YearPlace.objects.filter(sheet__in=gone)._raw_delete("default")
        gone.delete()
        costs.append(asked())
    assert len(set(costs)) == 1

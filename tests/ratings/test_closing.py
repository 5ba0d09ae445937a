"""A year is opened, closed and reopened on pages that say what follows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from notices.models import Notice
from organizations.models import Kind, Place
from organizations.tree import below
from ratings.models import RatingYear, Sheet
from ratings.progress import reminders
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_year_pages import CLOSING, REOPEN, SETTINGS
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


def test_the_page_of_closing_counts_by_state_what_is_missing_and_leads_there(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    sheets.returned(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"], world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    page = client.get("/ratings/2024/close/")
    found = page.context["missing"]
    rows = {row.url: row.number for row in [*found.rows, found.grassroots]}
    for url, number in rows.items():
        assert client.get(url).context["list"].count == number
        assert f'href="{url.replace("&", "&amp;")}"' in page.text
    assert {"/ratings/2024/?state=submitted", "/ratings/2024/?state=returned"} < set(rows)
    assert sum(row.number for row in found.rows) + found.elsewhere == found.open
    assert f"Khóa năm 2024 với {found.open} phiếu chưa duyệt" in page.text


def test_page_and_close_count_the_same_sheets_and_none_of_another_root(client, world, year):
    client.force_login(world.users["bloc_office"])
    page = client.get("/ratings/2024/close/")
    assert (page.context["missing"].elsewhere, page.context["missing"].open) == (0, 6)
    assert "Khóa năm 2024 với 6 phiếu chưa duyệt" in page.text
    assert "Sao Xa" not in page.text
    assert "6 phiếu dừng lại" in client.post("/ratings/2024/close/", CLOSING, follow=True).text
    assert AuditEvent.objects.get(verb="year.close").data["pending"] == 6


def test_who_has_no_sheet_counts_as_not_approved_on_the_page_and_in_the_close(client, world, year):
    before = Sheet.objects.filter(rating_year=year).count()
    factories.cell(world.own)
    client.force_login(world.users["bloc_office"])
    assert client.get("/ratings/2024/close/").context["missing"].open == before + 1
    client.post("/ratings/2024/close/", CLOSING)
    assert AuditEvent.objects.get(verb="year.close").data["pending"] == before + 1


def test_sheets_that_are_open_in_another_root_alone_ask_for_no_reason(client, world, year):
    Place.objects.filter(below(world.bloc.path)).exclude(kind=Kind.ROOT).update(until=date(2024, 1, 1))
    client.force_login(world.users["bloc_office"])
    typed = {name: value for name, value in CLOSING.items() if name not in ("reason", "understood")}
    assert client.post("/ratings/2024/close/", typed).status_code == 302


@pytest.mark.parametrize("left_out", ["decision_number", "decided_on", "reason", "understood"])
def test_a_year_with_open_sheets_is_not_closed_without(client, world, year, left_out):
    client.force_login(world.users["bloc_office"])
    typed = {name: value for name, value in CLOSING.items() if name != left_out}
    answer = client.post("/ratings/2024/close/", typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {left_out}
    year.refresh_from_db()
    assert year.is_open


def test_the_action_itself_wants_a_reason_while_sheets_are_open(world, year):
    with pytest.raises(Refused):
        sheets.close_year(year, world.users["bloc_office"], reason=" ")
    year.refresh_from_db()
    assert (year.is_open, year.closed_at) == (True, None)


def test_a_year_that_is_done_is_closed_by_its_decision_alone(client, world, year):
    Sheet.objects.all().delete()
    client.force_login(world.users["bloc_office"])
    Place.objects.exclude(kind=Kind.ROOT).update(until=date(2024, 1, 1))
    assert "understood" not in client.get("/ratings/2024/close/").context["form"].fields
    typed = {name: CLOSING[name] for name in ("decision_number", "decided_on")}
    page = client.post("/ratings/2024/close/", typed, follow=True)
    assert "notice-success" in page.text
    assert "Quyết định số 45-QĐ/ĐUK" in page.text


def test_what_stays_open_is_no_success_and_can_be_undone_for_a_day(client, world, year):
    client.force_login(world.users["bloc_office"])
    page = client.post("/ratings/2024/close/", CLOSING, follow=True)
    assert "notice-success" not in page.text
    assert "Hoàn tác việc khóa" in page.text
    client.post("/ratings/2024/close/undo/")
    year.refresh_from_db()
    assert (year.state, year.closed_at, year.closing_number, year.closing_reason) == ("open", None, "", "")
    assert AuditEvent.objects.filter(verb="year.close_undo").count() == 1


def test_after_a_day_or_by_somebody_else_a_closing_is_not_undone(client, world, year):
    office = world.users["bloc_office"]
    sheets.close_year(year, office)
    other = factories.user_with(Role.OFFICE, world.bloc)
    client.force_login(other)
    assert "Hoàn tác việc khóa" not in client.get(SETTINGS).text
    client.post("/ratings/2024/close/undo/")
    RatingYear.objects.update(closed_at=timezone.now() - timedelta(hours=25))
    client.force_login(office)
    assert "Hoàn tác việc khóa" not in client.get(SETTINGS).text
    assert "24 giờ" in client.post("/ratings/2024/close/undo/", follow=True).text
    RatingYear.objects.update(closed_at=timezone.now() + timedelta(days=3))
    assert "Hoàn tác việc khóa" not in client.get(SETTINGS).text
    client.post("/ratings/2024/close/undo/")
    year.refresh_from_db()
    assert year.state == "closed"


def test_a_year_is_reopened_by_a_decision(client, world, year):
    sheets.close_year(year, world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    assert client.post(REOPEN, {"reason": "Sửa theo kết luận"}).status_code == 422
    assert client.post(REOPEN, CLOSING).status_code == 302
    assert AuditEvent.objects.get(verb="year.reopen").data["decision_number"] == "45-QĐ/ĐUK"


def test_the_page_of_opening_says_which_older_years_are_not_done(client, world, year):
    client.force_login(world.users["bloc_office"])
    factories.RatingYearFactory(year=2025, state=RatingYear.State.PLANNED)
    address = reverse("ratings:open_year", args=[2025])
    count = Sheet.objects.filter(rating_year=year).count()
    older = factories.RatingYearFactory(year=2023)
    factories.SheetFactory(rating_year=older, organization=world.own_cell)
    page = client.get(address).text
    assert f"Năm 2024: {count} phiếu chưa duyệt" in page
    assert "Năm 2023: 1 phiếu chưa duyệt" in page
    RatingYear.objects.filter(pk__in=(year.pk, older.pk)).update(state=RatingYear.State.CLOSED)
    assert "còn mở" not in client.get(address).text


@pytest.mark.parametrize("state", RatingYear.State.values)
def test_the_settings_of_a_closed_year_are_read_only(client, world, year, state):
    RatingYear.objects.filter(pk=year.pk).update(state=state)
    client.force_login(world.users["bloc_office"])
    page = client.get(reverse("ratings:settings", args=[2024])).text
    assert ("Lưu thiết lập" in page) is (state != RatingYear.State.CLOSED)
    assert ('<fieldset class="settings" disabled>' in page) is (state == RatingYear.State.CLOSED)


def test_the_page_of_opening_says_what_it_lays(client, world, year):
    client.force_login(world.users["bloc_office"])
    Sheet.objects.filter(organization=world.own_cell).delete()
    page = client.get("/ratings/2024/open/")
    assert world.own_cell.name in page.text
    assert "Lập thêm 1 phiếu" in page.text
    client.post("/ratings/2024/open/")
    assert "không cần lập thêm" in client.get("/ratings/2024/open/").text


def test_those_who_have_not_submitted_are_reminded_once_a_day(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert "Nhắc " in client.get("/ratings/2024/close/").text
    for _click in range(2):
        client.post("/ratings/2024/remind/")
    told = Notice.objects.filter(kind="sheet.due", recipient=world.users["clerk"])
    assert told.count() == 1
    assert AuditEvent.objects.filter(verb="year.remind").count() == 1
    assert "Đã nhắc lúc" in client.get("/ratings/2024/close/").text


def test_a_reminder_that_was_asked_for_is_written_to_who_has_an_address(world, year, settings, mailoutbox):
    settings.EMAIL_URL = "memory://"
    clerk = world.users["clerk"]
    type(clerk).objects.filter(pk=clerk.pk).update(email="clerk@example.org")
    for _again in range(2):
        reminders.remind(clerk.pk, timezone.localdate(), asked=year.pk)
    assert [letter.to for letter in mailoutbox] == [["clerk@example.org"]]


def test_a_year_from_2025_on_is_planned_by_the_guide(client, world, year):
    client.force_login(world.users["bloc_office"])
    page = client.get("/ratings/2025/settings/")
    form = page.context["form"]
    assert form["grassroots_due_on"].value() == date(2025, 12, 31)
    assert form["closes_on"].value() == date(2026, 3, 1)
    for day in ("31/12/2025", "15/01/2026", "01/02/2026", "01/03/2026"):
        assert f"{day}: " in page.text
    assert "HD 43-HD/BTCTW, phần 4" in page.text
    assert "HD 43-HD/BTCTW, phần 4" not in client.get(SETTINGS).text


def test_it_is_said_in_one_number_how_many_hear_of_the_close_and_so_many_do(client, world, year):
    factories.AssignmentFactory(user=world.users["clerk"], role=Role.COMMITTEE, organization=world.sibling)
    client.force_login(world.users["bloc_office"])
    page = client.get("/ratings/2024/close/")
    client.post("/ratings/2024/close/", CLOSING)
    assert page.context["told"] == Notice.objects.filter(kind="year.close").count()

"""The ledger of members on paper: asked for on its page, with its numbers and the people behind them, and kept so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from members import deeds
from members.ledger.flows import Period
from ratings.register.stands import Stand
from reports.documents import papers
from reports.jobs import actions, files, tasks
from reports.models import Report
from reports.renderings import markup, pdf
from reports.snapshots import ledger
from tests import factories, world
from tests.ratings.ledger.test_ledger import arrive
from tests.reports.factories import ReportFactory
from tests.reports.test_year_report import _tables_of
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE, ASK = reverse("ratings:ledger"), reverse("reports:request_ledger")
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
DAYS = {"first": "2024-01-01", "last": "2024-12-31"}


@pytest.fixture(autouse=True)
def rung(monkeypatch: pytest.MonkeyPatch) -> list:
    calls: list = []
    monkeypatch.setattr(actions.build, "apply_async", lambda args, **options: calls.append(args))
    return calls


@pytest.fixture
def there() -> World:
    made = world.build()
    for day in (2, 3, 4):
        arrive(made.own_cell, date(2024, 2, day))
    return made


def as_user(there: World, name: str) -> Client:
    client = Client()
    client.force_login(there.users[name])
    return client


def ask(there: World, name: str, **asked: object) -> Report:
    answer = as_user(there, name).post(ASK, DAYS | asked)
    report = Report.objects.get(pk=answer.url.strip("/").rpartition("/")[2])
    assert answer.url == report.get_absolute_url()
    return report


def test_page_and_paper_have_the_same_numbers_and_lead_to_the_same_people(there, settings):
    client = as_user(there, "bloc_office")
    shown = client.get(PAGE, DAYS).context["shown"].table
    html = markup.compose(papers.frozen(ask(there, "bloc_office", organization=there.bloc.pk)))
    assert _tables_of(html) == [[[row.name, *(cell.text for cell in row.cells)] for row in shown.rows]]
    hrefs = [cell.href for row in shown.rows for cell in row.cells if cell.href]
    assert len(hrefs) > 6
    for href in hrefs:
        assert settings.PORTAL_URL + href.replace("&", "&amp;") in html


def test_what_was_printed_stays_when_the_register_goes_on(there):
    before = ask(there, "committee")
    assert before.organization == there.own, "of nothing chosen, all that the person sees"
    html = markup.compose(papers.frozen(before))
    deeds.end(member=there.members["own"], kind="died", on=date(2024, 6, 1), by=there.users["committee"])
    after = ask(there, "committee")
    assert after != before
    assert markup.compose(papers.frozen(Report.objects.get(pk=before.pk))) == html
    assert "từ ngày 01/01/2024 đến ngày 31/12/2024" in html


def test_a_second_click_is_the_same_report_and_other_days_are_another(there):
    first = ask(there, "committee")
    assert ask(there, "committee") == first
    assert ask(there, "committee", last="2024-06-30") != first


@pytest.mark.parametrize("place", ["bloc", "sibling", "foreign_cell"])
def test_what_is_not_below_the_person_cannot_be_asked_for(there, place):
    asked = {"organization": getattr(there, place).pk}
    assert as_user(there, "committee").post(ASK, DAYS | asked).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["auditor", "administrator"])
def test_who_sees_no_members_asks_for_nothing(there, name):
    assert as_user(there, name).post(ASK, DAYS).status_code == 404


@pytest.mark.parametrize("days", [{"last": "2023-12-31"}, {"first": "hôm kia"}, {"sector": "1", "organization": ""}])
def test_days_that_cannot_be_are_not_printed(there, days):
    assert as_user(there, "committee").post(ASK, DAYS | days).status_code == 404


def test_a_year_is_named_by_itself_and_other_days_by_both(there):
    assert ReportFactory(kind="ledger", first_day=YEAR.first, last_day=YEAR.last).title == "Sổ biến động đảng viên 2024"
    half = ReportFactory(kind="ledger", first_day=YEAR.first, last_day=date(2024, 6, 30))
    assert half.title == "Sổ biến động đảng viên 01/01/2024 – 30/06/2024"
    assert files.download_name(half).startswith("tang-giam-dang-vien-01012024-30062024-")


def test_the_list_finds_it_by_its_year_and_kind(there):
    report = ask(there, "bloc_office", organization=there.bloc.pk)
    client = as_user(there, "bloc_office")
    for asked in ({"q": "2024"}, {"q": "so bien dong"}, {"kind": "ledger"}):
        assert report in client.get(reverse("reports:list"), asked).context["page"], asked
    assert report not in client.get(reverse("reports:list"), {"q": "2023"}).context["page"]


def test_the_worker_makes_it_and_the_same_again(there):
    report = ask(there, "bloc_office", organization=there.bloc.pk)
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert report.state == "done"
    assert files.path_of(report.file_name).read_bytes() == pdf.render(papers.frozen(report)).content


def test_it_is_one_sheet_where_its_head_and_its_days_are_long(there):
    name = "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Quảng Trị"
    taken = ledger.take(there.bloc, None, Period(date(2020, 1, 1), date(2024, 12, 31)))
    head = replace(taken.head, organization=name, superior="Đảng bộ tỉnh Quảng Trị")
    editions = tuple(Stand(year, 1, date(2025, 1, 20)) for year in (2020, 2021, 2022, 2023))
    assert pdf.render(replace(taken, head=head, editions=editions, synthetic=True)).pages == 1


def test_the_language_of_the_reader_is_not_in_the_figures(there):
    with translation.override("en"):
        english = ledger.take(there.bloc, None, YEAR)
    assert english.sha256 == ledger.take(there.bloc, None, YEAR).sha256
    assert ledger.LedgerSnapshot.from_json(english.to_json()) == english


def test_the_dashboard_of_a_term_leads_to_the_ledger_of_its_days(there):
    client = as_user(there, "leader")
    term = factories.term(root=there.bloc)
    page = client.get(reverse("reports:dashboard", args=[term.code]))
    assert page.context["ledger"].replace("&", "&amp;") in page.text
    period = client.get(page.context["ledger"]).context["shown"].period
    assert (period.first.year, period.first.month) == (term.first_year, 1)
    assert period.last.year == term.last_year

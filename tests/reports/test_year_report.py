"""The summary form of a year, asked for and taken home: by whom, of what, and with which figures."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from accounts.models import AuditEvent
from accounts.permissions import Permission
from accounts.roles import Role
from ratings.models import RatingYear
from ratings.summary.form import summary_of
from ratings.summary.tables import tables
from reports.documents import papers
from reports.jobs import actions, files, tasks
from reports.models import Report
from reports.renderings import markup
from reports.snapshots import year as snapshots_year
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_summary import approve, rate
from tests.ratings.test_summary_page import Cells
from tests.reports.factories import ReportFactory, term_report
from ui.numbers import NO_VALUE

DONE = {"state": "done", "file_name": "a.pdf", "file_sha256": "0" * 64, "page_count": 4, "percent": 100}
ASK = reverse("reports:request_year", args=[2024])


@pytest.fixture
def year(world) -> RatingYear:
    return sheets.open_year(world)


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> list:
    calls: list = []
    monkeypatch.setattr(actions.build, "apply_async", lambda args, **options: calls.append(args))
    return calls


def year_report(year: RatingYear, **values) -> Report:
    return ReportFactory(kind=Report.Kind.YEAR, rating_year=year, **values)


def ask(client, user, organization):
    client.force_login(user)
    return client.post(ASK, {"organization": organization.pk})


# Asking


@pytest.mark.parametrize(
    ("role", "place"),
    [("clerk", "own_cell"), ("committee", "own"), ("committee", "own_cell"), ("leader", "own"), ("inspector", "bloc")],
)
def test_who_sees_the_sheets_may_print_their_summary(client, world, year, role, place):
    user, organization = world.users[role], getattr(world, place)
    answer = ask(client, user, organization)
    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.kind, report.rating_year, report.term) == ("year", year, None)
    assert (report.organization, report.requested_by) == (organization, user)
    assert report.snapshot["summary"]["organization"] == organization.name
    assert AuditEvent.objects.get(verb="report.request").actor == user


@pytest.mark.parametrize("place", ["bloc", "sibling", "sibling_cell", "foreign", "foreign_cell"])
def test_what_is_not_below_the_person_cannot_be_asked_for(client, world, year, place):
    assert ask(client, world.users["committee"], getattr(world, place)).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_sees_no_sheets_asks_for_nothing(client, world, year, role):
    assert ask(client, world.users[role], world.bloc).status_code == 404


def test_a_year_that_is_not_there_is_not_found(client, world, year):
    client.force_login(world.users["leader"])
    assert client.post(reverse("reports:request_year", args=[1999]), {"organization": world.bloc.pk}).status_code == 404


def test_the_page_of_the_form_has_the_button(client, world, year):
    client.force_login(world.users["committee"])
    page = client.get(reverse("ratings:summary", args=[2024])).content.decode()
    assert f'action="{ASK}"' in page
    assert f'name="organization" value="{world.own.pk}"' in page
    assert "Lập bản PDF" in page


def test_a_second_click_is_the_same_report_and_another_place_or_year_is_not(client, world, year):
    leader = world.users["leader"]
    first = ask(client, leader, world.own)
    assert ask(client, leader, world.own).url == first.url
    assert ask(client, leader, world.sibling).url != first.url
    sheets.open_year(world, 2023)
    client.post(reverse("reports:request_year", args=[2023]), {"organization": world.own.pk})
    assert Report.objects.count() == 3
    assert "đang được lập" in client.post(ASK, {"organization": world.bloc.pk}, follow=True).content.decode()
    assert Report.objects.count() == 3, "a person has no more than three under way"


def test_an_english_reader_gets_the_same_vietnamese_paper(world, year):
    with translation.override("en"):
        english = snapshots_year.take(year, world.bloc)
    with translation.override("vi"):
        assert english.sha256 == snapshots_year.take(year, world.bloc).sha256
    assert "Toàn thể đảng viên" in [line.name for line in english.summary.members]


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "term"},
        {"kind": "year"},
        {"kind": "year", "both": True},
        {"kind": "term", "both": True},
        {"kind": "ledger"},
        {"kind": "ledger", "first_day": date(2024, 1, 1)},
        {"kind": "ledger", "first_day": date(2024, 1, 2), "last_day": date(2024, 1, 1)},
    ],
    ids=["term of none", "year of none", "year of both", "term of both", "no days", "one day", "ends first"],
)
def test_a_report_is_of_what_its_kind_says(world, year, values):
    both = {"term": factories.term(), "rating_year": year} if values.pop("both", False) else {}
    with pytest.raises(IntegrityError, match="report_is_of_what_its_kind_says"), transaction.atomic():
        ReportFactory(organization=world.bloc, **values, **both)


# Looking


SEEN = [
    ("clerk", {"own_cell"}),
    ("committee", {"own", "own_cell"}),
    ("leader", {"bloc", "own", "own_cell", "sibling", "term"}),
    ("inspector", {"bloc", "own", "own_cell", "sibling", "term"}),
]


@pytest.mark.parametrize(("role", "seen"), SEEN)
def test_each_reads_the_reports_of_what_the_person_may_see(client, world, year, role, seen):
    places = ("bloc", "own", "own_cell", "sibling", "foreign", "foreign_cell")
    made = {place: year_report(year, organization=getattr(world, place), **DONE) for place in places}
    made["term"] = term_report(organization=world.bloc, **DONE)
    client.force_login(world.users[role])
    listed = {report.pk for report in client.get(reverse("reports:list")).context["page"]}
    assert listed == {made[place].pk for place in seen}
    for place, report in made.items():
        for name in ("detail", "progress"):
            status = client.get(reverse(f"reports:{name}", args=[report.pk])).status_code
            assert status == (200 if place in seen else 404), (place, name)
        answer = client.post(reverse("reports:download", args=[report.pk]))
        assert answer.status_code == (302 if place in seen else 404), (place, "the file itself is gone")


def test_whoever_reads_a_kind_of_report_comes_to_the_page_of_reports():
    """The pages are behind VIEW_SHEETS: a role that read only scorecards would be kept out of its own reports."""
    reading = {kind.read_with for kind in Report.Kind}
    kept_out = [role for role in Role if role.permissions & reading and Permission.VIEW_SHEETS not in role.permissions]
    assert kept_out == []


def test_the_list_names_what_each_report_is_of(client, world, year):
    year_report(year, organization=world.own)
    term_report(organization=world.bloc)
    client.force_login(world.users["leader"])
    page = client.get(reverse("reports:list")).content.decode()
    assert "Biểu tổng hợp xếp loại năm 2024" in page
    assert "Báo cáo nhiệm kỳ 2015-2020" in page
    assert world.own.name in page


def test_the_list_costs_the_same_for_one_and_for_three_of_both_kinds(client, world, year):
    client.force_login(world.users["leader"])
    counts = []
    for rows in (1, 2):
        for _each in range(rows):
            year_report(year, organization=world.own)
            term_report(organization=world.bloc)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_clerk_cancels_what_is_under_way_and_asks_again(client, world, year):
    report = year_report(year, organization=world.own_cell, requested_by=world.users["clerk"])
    client.force_login(world.users["clerk"])
    client.post(reverse("reports:cancel", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == "cancelled"
    page = client.get(report.get_absolute_url()).content.decode()
    assert f'action="{ASK}"' in page


def test_a_clerk_cannot_cancel_what_is_above(client, world, year):
    report = year_report(year, organization=world.own)
    client.force_login(world.users["clerk"])
    assert client.post(reverse("reports:cancel", args=[report.pk])).status_code == 404


def test_the_download_has_a_speaking_name(client, world, year):
    report = year_report(year, organization=world.own, **DONE)
    files.write("a.pdf", b"%PDF-1.7 whole")
    client.force_login(world.users["committee"])
    answer = client.post(reverse("reports:download", args=[report.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 whole"
    name = f"tong-hop-xep-loai-2024-{world.own.code.lower()}-{report.snapshot_sha256[:8]}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_home_page_names_it_among_the_persons_reports(client, world, year):
    year_report(year, organization=world.own_cell, requested_by=world.users["clerk"])
    client.force_login(world.users["clerk"])
    assert "Biểu tổng hợp xếp loại năm 2024" in client.get(reverse("home")).content.decode()


# The figures


@pytest.fixture
def filled(world, year):
    """Every kind of standing somewhere, this year and the year before; one cell approved, the others open."""
    last = sheets.open_year(world, 2023)
    rate(sheets.sheet_of(world.lone_cell, last.year), [(4, ""), (3, ""), (2, "")])
    rate(sheets.sheet_of(world.lone_cell), [(4, ""), (3, ""), (3, ""), (None, "exempt")], own=(4, ""))
    rate(sheets.sheet_of(world.own_cell), [(3, ""), (2, ""), (1, ""), (None, "pending")])
    rate(sheets.sheet_of(world.sibling), [], own=(None, "new_organization"))
    approve(sheets.sheet_of(world.lone_cell), world.users["bloc_office"])
    return world


def test_page_workbook_and_paper_have_the_same_figures(client, filled):
    client.force_login(filled.users["leader"])
    page = Cells.of(client.get(reverse("ratings:summary", args=[2024]))).tables
    ask(client, filled.users["leader"], filled.bloc)
    report = Report.objects.get()
    paper = _tables_of(markup.compose(papers.frozen(report)))
    assert paper == list(page.values())
    assert any("*" in row[0] for table in paper for row in table), "some lines are provisional"
    book = load_workbook(BytesIO(client.get(reverse("ratings:summary_workbook", args=[2024])).content))
    written = [[*sheet.iter_rows(values_only=True)][-len(rows) :] for sheet, rows in zip(book, paper, strict=True)]
    assert [[_numbers(row) for row in rows] for rows in written] == [[_read(row) for row in rows] for rows in paper]


def _tables_of(html: str) -> list[list[list[str]]]:
    """The paper's tables, read by the reader of the page's."""
    cells = Cells()
    for number, table in enumerate(html.split('<table class="summary">')[1:]):
        cells.feed(f'<div class="summary-table" id="{number}"><table>{table.split("</table>")[0]}</table></div>')
    return list(cells.tables.values())


def _numbers(row):
    return [row[0], *(None if value is None else Decimal(str(value)) for value in row[1:])]


def _read(row):
    numbers = (None if text == NO_VALUE else text.rstrip("%").replace(".", "").replace(",", ".") for text in row[1:])
    return [row[0], *(None if number is None else Decimal(number) for number in numbers)]


def test_only_lines_that_wait_for_something_are_provisional(filled, year):
    summary = summary_of(year, filled.bloc)
    marked = {(line.subject, line.sector) for line in summary.organizations if line.is_provisional}
    assert ("grassroots_cell", "") not in marked
    assert ("grassroots_committee", "") in marked
    assert [row.is_provisional for row in tables(summary)[0].rows] == [
        line.is_provisional for line in summary.organizations
    ]


def test_what_changes_afterwards_does_not_change_the_paper(client, filled):
    ask(client, filled.users["leader"], filled.bloc)
    report = Report.objects.get()
    before = markup.compose(papers.frozen(report))
    factories.member_of(filled.own_cell)
    report.refresh_from_db()
    assert markup.compose(papers.frozen(report)) == before


def test_the_worker_builds_it(client, filled):
    ask(client, filled.users["leader"], filled.bloc)
    report = Report.objects.get()
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert report.state == "done"
    assert files.path_of(report.file_name).read_bytes().startswith(b"%PDF")

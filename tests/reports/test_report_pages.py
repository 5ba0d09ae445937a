import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from kombu.exceptions import OperationalError

from accounts.models import AuditEvent
from accounts.roles import Role
from reports.jobs import actions, files, lifecycle
from reports.models import Report
from tests import factories
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db
DONE = {"state": "done", "file_name": "a.pdf", "file_sha256": "0" * 64, "page_count": 12, "percent": 100}


@pytest.fixture
def rung(monkeypatch) -> list:
    """What the broker was told; the message itself has its test with a real worker."""
    calls: list = []
    monkeypatch.setattr(actions.build, "apply_async", lambda args, **options: calls.append((args, options)))
    return calls


def signed_in(client, user):
    client.force_login(user)
    return client


def ask(client, term: str = "2015-2020", **fields):
    return client.post(reverse("reports:request"), {"term": term, "confirmed": "1", **fields})


def page_of(client, report: Report):
    return client.get(report.get_absolute_url())


# Asking


def test_a_leader_asks_and_the_worker_is_told_after_the_commit(client, world, rung, django_capture_on_commit_callbacks):
    leader = world.users["leader"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(signed_in(client, leader))
        assert rung == []
    report = Report.objects.get()
    assert answer.url == report.get_absolute_url()
    assert (report.state, report.requested_by, report.organization) == ("queued", leader, world.bloc)
    assert report.snapshot["scorecard"]["term"] == "2015-2020"
    [(args, options)] = rung
    assert actions.ONE_SHORT_TRY.items() <= options.pop("connection").transport_options.items()
    assert (args, options) == ((str(report.pk),), {"retry": False})
    line = AuditEvent.objects.get(verb="report.request")
    assert (line.actor, line.target_id, line.data["snapshot_sha256"]) == (
        leader,
        str(report.pk),
        report.snapshot_sha256,
    )


def test_a_second_click_leads_to_the_report_under_way(client, world, rung):
    signed_in(client, world.users["leader"])
    first, second = ask(client), ask(client)
    assert first.url == second.url
    assert Report.objects.count() == 1
    assert AuditEvent.objects.filter(verb="report.request").count() == 1


def test_a_second_click_a_day_later_on_the_same_figures_is_the_same_report(client, world, rung, monkeypatch):
    signed_in(client, world.users["leader"])
    ask(client)
    now = timezone.now()
    monkeypatch.setattr("reports.snapshots.term.timezone.now", lambda: now + timedelta(days=1))
    ask(client)
    assert Report.objects.count() == 1


def test_other_figures_are_another_report(client, world, rung):
    signed_in(client, world.users["leader"])
    ask(client)
    factories.member_of(world.own_cell)
    ask(client)
    assert Report.objects.count() == 2


def test_when_the_first_is_ready_the_next_click_is_a_new_report(client, world, rung):
    signed_in(client, world.users["leader"])
    ask(client)
    Report.objects.update(**DONE)
    ask(client)
    assert Report.objects.count() == 2


def test_a_broker_that_is_down_costs_the_person_nothing(
    client, world, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def down(args, **options):
        raise OperationalError("nobody there")

    monkeypatch.setattr(actions.build, "apply_async", down)
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(signed_in(client, world.users["leader"]))
    assert answer.status_code == 302
    assert lifecycle.due() == [Report.objects.get().pk]
    assert "nobody there" in caplog.text


def test_a_fourth_report_under_way_is_refused_with_a_sentence(client, world, rung):
    leader = world.users["leader"]
    for _each in range(3):
        term_report(organization=world.bloc, requested_by=leader)
    answer = signed_in(client, leader).post(
        reverse("reports:request"), {"term": "2015-2020", "confirmed": "1"}, follow=True
    )
    assert Report.objects.count() == 3
    with translation.override("vi"):
        assert "3 báo cáo của đồng chí đang được lập" in answer.content.decode()


@pytest.mark.parametrize(
    "fields", [{"term": "1999-2004"}, {}, {"term": "2015-2020", "organization": "x"}], ids=["term", "none", "place"]
)
def test_what_does_not_exist_is_not_found(client, world, fields):
    assert signed_in(client, world.users["leader"]).post(reverse("reports:request"), fields).status_code == 404
    assert not Report.objects.exists()


def test_another_blocs_report_cannot_be_asked_for(client, world):
    assert ask(signed_in(client, world.users["leader"]), organization=world.foreign_bloc.pk).status_code == 404
    assert ask(client, organization=world.own.pk).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("role", ["clerk", "committee", "inspector", "auditor", "administrator"])
def test_who_may_not_ask_gets_404(client, world, role):
    assert ask(signed_in(client, world.users[role])).status_code == 404
    assert not Report.objects.exists()


# Looking


@pytest.mark.parametrize(("name", "method"), [("detail", "get"), ("progress", "get"), ("download", "post")])
def test_reports_of_another_bloc_do_not_exist(client, world, name, method):
    report = term_report(organization=world.foreign_bloc, **DONE)
    ask = getattr(signed_in(client, world.users["leader"]), method)
    assert ask(reverse(f"reports:{name}", args=[report.pk])).status_code == 404
    assert ask(reverse(f"reports:{name}", args=[uuid4()])).status_code == 404


def test_the_list_shows_the_own_blocs_reports_only(client, world):
    term_report(organization=world.bloc, requested_by=world.users["leader"])
    foreign = term_report(organization=world.foreign_bloc, requested_by=factories.UserFactory(full_name="Lý Xa Xôi"))
    page = signed_in(client, world.users["leader"]).get(reverse("reports:list")).content.decode()
    assert world.users["leader"].full_name in page
    assert foreign.requested_by.full_name not in page


def test_the_list_costs_the_same_for_one_and_for_three(client, world):
    signed_in(client, world.users["leader"])
    client.get(reverse("reports:list"))
    counts = []
    for rows in (1, 2):
        for _each in range(rows):
            term_report(organization=world.bloc)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("reports:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_inspector_reads_but_is_offered_no_deed(client, world):
    report = term_report(organization=world.bloc)
    signed_in(client, world.users["inspector"])
    assert "<form" not in main_of(page_of(client, report))
    assert reverse("reports:request") not in client.get(reverse("reports:list")).content.decode()


def main_of(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]


def test_the_page_includes_the_fragment_it_polls_until_the_row_is_final(client, world):
    report = term_report(organization=world.bloc)
    lease = lifecycle.claim(report.pk)
    lifecycle.progress(lease, lifecycle.ReportStep.LAYING_OUT, 30)
    signed_in(client, world.users["leader"])
    page, fragment = page_of(client, report), client.get(reverse("reports:progress", args=[report.pk]))
    assert without_token(fragment.content.decode()) in without_token(page.content.decode())
    assert 'hx-trigger="every 2s"' in fragment.content.decode()
    assert "Đang dàn trang" in fragment.content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page.content.decode()
    lifecycle.finish(lease, file_name="a.pdf", file_sha256="0" * 64, page_count=12)
    page, fragment = page_of(client, report), client.get(reverse("reports:progress", args=[report.pk]))
    assert without_token(fragment.content.decode()) in without_token(page.content.decode())
    assert "hx-get" not in fragment.content.decode()
    assert "http-equiv" not in page.content.decode()
    assert reverse("reports:download", args=[report.pk]) in fragment.content.decode()


def without_token(html: str) -> str:
    return re.sub(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]+"', "", html).strip()


@pytest.mark.parametrize("failure", lifecycle.Failure.values)
def test_a_failed_report_says_why_and_offers_another_try(client, world, failure):
    report = term_report(organization=world.bloc, state="failed", error=failure)
    page = main_of(page_of(signed_in(client, world.users["leader"]), report))
    assert str(lifecycle.Failure(failure).label) in page
    assert reverse("reports:request") in page
    assert 'role="alert"' in page


# Cancelling


def test_cancelling_ends_it_and_is_written_down(client, world):
    report = term_report(organization=world.bloc)
    leader = world.users["leader"]
    answer = signed_in(client, leader).post(reverse("reports:cancel", args=[report.pk]))
    report.refresh_from_db()
    assert (answer.url, report.state) == (report.get_absolute_url(), "cancelled")
    assert AuditEvent.objects.get(verb="report.cancel").actor == leader


def test_what_is_ready_is_not_cancelled_any_more(client, world):
    report = term_report(organization=world.bloc, **DONE)
    signed_in(client, world.users["leader"]).post(reverse("reports:cancel", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == "done"
    assert not AuditEvent.objects.filter(verb="report.cancel").exists()


def test_a_reader_cannot_cancel(client, world):
    report = term_report(organization=world.bloc)
    assert (
        signed_in(client, world.users["inspector"]).post(reverse("reports:cancel", args=[report.pk])).status_code == 404
    )
    assert lifecycle.due() == [report.pk]


# Taking it home


def test_the_download_is_an_attachment_under_a_speaking_name_and_is_written_down(client, world):
    report = term_report(organization=world.bloc, **DONE)
    files.write("a.pdf", b"%PDF-1.7 whole")
    answer = signed_in(client, world.users["inspector"]).post(reverse("reports:download", args=[report.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 whole"
    name = f"bao-cao-nhiem-ky-2015-2020-{report.snapshot_sha256[:8]}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert AuditEvent.objects.get(verb="report.download").actor == world.users["inspector"]


def test_who_lost_the_role_since_cannot_download(client, world):
    report = term_report(organization=world.bloc, **DONE)
    files.write("a.pdf", b"%PDF-1.7 whole")
    user = factories.user_with(Role.LEADER, world.bloc)
    user.assignments.update(until=timezone.localdate() - timedelta(days=1))
    assert signed_in(client, user).post(reverse("reports:download", args=[report.pk])).status_code == 404
    assert not AuditEvent.objects.filter(verb="report.download").exists()


def test_what_is_not_ready_has_no_file(client, world):
    report = term_report(organization=world.bloc)
    assert (
        signed_in(client, world.users["leader"]).post(reverse("reports:download", args=[report.pk])).status_code == 404
    )


def test_a_file_that_vanished_is_said_so(client, world):
    report = term_report(organization=world.bloc, **DONE)
    answer = signed_in(client, world.users["leader"]).post(reverse("reports:download", args=[report.pk]), follow=True)
    assert answer.redirect_chain[-1][0] == report.get_absolute_url()
    assert 'role="alert"' in answer.content.decode()


def test_a_term_without_any_data_makes_a_report_too(client, world, rung):
    ask(signed_in(client, world.users["leader"]), term=factories.term().code)
    report = Report.objects.get()
    assert report.snapshot["annex"]["organizations"] == "3"

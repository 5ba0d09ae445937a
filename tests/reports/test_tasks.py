import hashlib
import os
import threading
import time
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from reports.jobs import files, lifecycle, tasks
from reports.models import Report
from reports.renderings import pdf
from stored import renewal
from tests.reports import paper
from tests.reports.factories import term_report
from tests.waiting import wait_until

DAY = timedelta(days=1)


def stored() -> list[str]:
    folder = files.path_of("")
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def asked() -> Report:
    return term_report(snapshot=paper.snapshot().to_json())


@pytest.fixture
def quick_paper(monkeypatch) -> bytes:
    """The job without the seconds of laying out: the paper itself has its own tests."""
    content = b"%PDF-1.7 a report"
    monkeypatch.setattr(pdf, "lay_out", lambda html, snapshot: pdf.Printed(content, 12))
    return content


@pytest.mark.django_db
def test_the_task_makes_the_document_and_hands_it_in():
    report = asked()
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert report.state == "done"
    content = files.path_of(report.file_name).read_bytes()
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == report.file_sha256
    assert report.page_count > 8
    assert stored() == [report.file_name]


@pytest.mark.django_db
def test_run_twice_it_is_as_if_run_once(quick_paper):
    report = asked()
    tasks.build(str(report.pk))
    first = Report.objects.values().get(pk=report.pk)
    tasks.build(str(report.pk))
    assert Report.objects.values().get(pk=report.pk) == first
    assert len(stored()) == 1
    assert AuditEvent.objects.filter(verb="report.finish").count() == 1


@pytest.mark.django_db
def test_an_unknown_report_is_no_error():
    tasks.build(str(uuid4()))


@pytest.mark.django_db
def test_an_error_puts_it_back_and_leaves_no_file(monkeypatch):
    def no_ink(html, snapshot):
        raise pdf.FontMissing("no ink")

    monkeypatch.setattr(pdf, "lay_out", no_ink)
    report = asked()
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert (report.state, report.errors) == ("queued", 1)
    assert stored() == []
    assert "no ink" in AuditEvent.objects.get(verb="report.fail").data["message"]


@pytest.mark.django_db
def test_a_worker_that_wakes_up_after_its_lease_takes_its_own_file_away_again(quick_paper, monkeypatch):
    report = asked()

    def slow(html, snapshot):
        Report.objects.filter(pk=report.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        heir = lifecycle.claim(report.pk)
        files.write(heir.file_name, quick_paper)
        assert lifecycle.finish(heir, file_name=heir.file_name, file_sha256="0" * 64, page_count=12)
        return pdf.Printed(b"%PDF-1.7 too late", 12)

    monkeypatch.setattr(pdf, "lay_out", slow)
    monkeypatch.setattr(lifecycle, "progress", lambda *_: None)
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert (report.state, report.attempts, report.errors) == ("done", 2, 0)
    assert stored() == [report.file_name]
    assert files.path_of(report.file_name).read_bytes() == quick_paper
    assert AuditEvent.objects.filter(verb="report.finish").count() == 1


@pytest.mark.django_db
def test_cancelled_while_it_is_made_it_leaves_nothing(monkeypatch):
    report = asked()

    def cancelled(html, snapshot):
        lifecycle.cancel(report.pk)
        return pdf.Printed(b"%PDF-1.7", 1)

    monkeypatch.setattr(pdf, "lay_out", cancelled)
    tasks.build(str(report.pk))
    report.refresh_from_db()
    assert report.state == "cancelled"
    assert stored() == []


@pytest.mark.django_db
def test_the_sweep_rings_for_what_is_due_and_gives_up_what_was_lost_too_often(monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.build, "delay", rung.append)
    waiting = asked()
    term_report(run_after=timezone.now() + DAY)
    lost = term_report(state="running", attempts=5, token=uuid4(), lease_until=timezone.now() - timedelta(seconds=1))
    tasks.sweep()
    assert rung == [str(waiting.pk)]
    lost.refresh_from_db()
    assert (lost.state, lost.error) == ("failed", "interrupted")


@pytest.mark.django_db
def test_the_sweep_removes_what_no_row_names_after_a_day(monkeypatch):
    term_report(state="done", file_name="kept.pdf", file_sha256="0" * 64)
    for name in ("kept.pdf", "orphan.pdf", "torn.tmp", "fresh.tmp"):
        files.write("x.pdf", b"x")
        files.path_of("x.pdf").rename(files.path_of(name))
    long_ago = time.time() - 25 * 3600
    for name in ("kept.pdf", "orphan.pdf", "torn.tmp"):
        os.utime(files.path_of(name), (long_ago, long_ago))
    tasks.sweep()
    assert stored() == ["fresh.tmp", "kept.pdf"]


def test_a_stale_sweep_is_dropped():
    assert tasks.sweep.expires == 15


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_the_work_lasts(settings, monkeypatch):
    settings.REPORT_LEASE_SECONDS = 600
    monkeypatch.setattr(renewal, "RENEWALS_A_LEASE", 6_000)
    report = term_report()
    row = Report.objects.filter(pk=report.pk)
    lease = lifecycle.claim(report.pk)
    threads = threading.active_count()
    with renewal.kept(partial(lifecycle.renew, lease), Report.lease(), "a report"):
        assert threading.active_count() > threads
        for _time in range(2):
            row.update(lease_until=timezone.now() - timedelta(seconds=1))
            wait_until(lambda: row.filter(lease_until__gt=timezone.now()).exists())
            assert lifecycle.claim(report.pk) is None
    assert threading.active_count() == threads
    row.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert lifecycle.claim(report.pk) is not None


@pytest.mark.django_db(transaction=True)
def test_a_task_keeps_its_lease_while_the_pages_are_laid_out(settings, monkeypatch):
    settings.REPORT_LEASE_SECONDS = 600
    monkeypatch.setattr(renewal, "RENEWALS_A_LEASE", 6_000)
    report = asked()
    row = Report.objects.filter(pk=report.pk)

    def slow(html, snapshot):
        row.update(lease_until=timezone.now() - timedelta(seconds=1))
        wait_until(lambda: row.filter(lease_until__gt=timezone.now()).exists())
        return pdf.Printed(b"%PDF-1.7 a report", 12)

    monkeypatch.setattr(pdf, "lay_out", slow)
    tasks.build(str(report.pk))
    assert row.get().state == "done"


@pytest.mark.django_db
@pytest.mark.parametrize("lost", ["role", "account"])
def test_nothing_is_printed_for_whoever_may_no_longer_ask(quick_paper, lost):
    report = asked()
    if lost == "role":
        report.requested_by.assignments.all().delete()
    else:
        type(report.requested_by).objects.update(is_active=False)

    tasks.build(str(report.pk))

    report.refresh_from_db()
    assert (report.state, lifecycle.Failure(report.error)) == ("failed", lifecycle.Failure.FORBIDDEN)
    assert stored() == []
    assert AuditEvent.objects.filter(verb="report.fail").count() == 1

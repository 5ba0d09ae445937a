from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from reports.jobs import lifecycle
from reports.models import Report
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db
HANDED_IN = {"file_name": "a.pdf", "file_sha256": "0" * 64, "page_count": 7}


def let_lease_run_out(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_queued_row_is_taken_once():
    report = term_report()
    lease = lifecycle.claim(report.pk)
    assert lease is not None
    assert lifecycle.claim(report.pk) is None
    report.refresh_from_db()
    assert (report.state, report.attempts, report.token) == ("running", 1, lease.token)


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_a_final_row_is_not_taken(state):
    report = term_report(state=state, file_name="a.pdf", file_sha256="0" * 64)
    assert lifecycle.claim(report.pk) is None


def test_a_row_that_is_gone_or_not_yet_due_is_not_taken():
    assert lifecycle.claim(uuid4()) is None
    assert lifecycle.claim(term_report(run_after=timezone.now() + timedelta(minutes=1)).pk) is None


def test_a_row_whose_lease_ran_out_is_taken_over_and_the_first_worker_is_refused_everything():
    report = term_report()
    zombie = lifecycle.claim(report.pk)
    let_lease_run_out(report)
    heir = lifecycle.claim(report.pk)
    assert heir is not None
    assert heir.token != zombie.token
    assert not lifecycle.renew(zombie)
    with pytest.raises(lifecycle.LeaseLost):
        lifecycle.progress(zombie, lifecycle.ReportStep.STORING, 90)
    assert not lifecycle.finish(zombie, **HANDED_IN)
    assert not lifecycle.fail(zombie, "too late")
    report.refresh_from_db()
    assert (report.state, report.token, report.errors) == ("running", heir.token, 0)
    assert lifecycle.finish(heir, **HANDED_IN)


def test_renewing_moves_the_end_of_the_lease():
    report = term_report()
    lease = lifecycle.claim(report.pk)
    let_lease_run_out(report)
    assert lifecycle.renew(lease)
    assert lifecycle.claim(report.pk) is None


def test_finishing_names_the_file_and_leaves_one_line_in_the_trail():
    report = term_report()
    lease = lifecycle.claim(report.pk)
    assert lifecycle.finish(lease, **HANDED_IN)
    report.refresh_from_db()
    assert (report.state, report.percent, report.file_name, report.page_count) == ("done", 100, "a.pdf", 7)
    assert report.finished_at is not None
    assert report.token is None
    assert not lifecycle.finish(lease, **HANDED_IN)
    assert AuditEvent.objects.filter(verb="report.finish", target_id=str(report.pk)).count() == 1


def test_errors_put_it_back_for_later_and_the_third_is_the_end():
    report = term_report()
    for errors, pause in enumerate(lifecycle.BACK_OFF, start=1):
        before = timezone.now()
        assert lifecycle.fail(lifecycle.claim(report.pk), "no ink")
        report.refresh_from_db()
        assert (report.state, report.errors) == ("queued", errors)
        assert before + pause <= report.run_after <= timezone.now() + pause
        assert lifecycle.claim(report.pk) is None
        Report.objects.filter(pk=report.pk).update(run_after=timezone.now())
    assert lifecycle.fail(lifecycle.claim(report.pk), "no ink")
    report.refresh_from_db()
    assert (report.state, report.errors, report.error) == ("failed", 3, lifecycle.Failure.ERROR)
    assert AuditEvent.objects.filter(verb="report.fail").count() == 3


def test_after_five_lost_leases_it_is_given_up_with_a_reason():
    report = term_report()
    for _attempt in range(Report.MAX_ATTEMPTS):
        assert lifecycle.claim(report.pk) is not None
        assert lifecycle.give_up_lost() == []
        let_lease_run_out(report)
    assert lifecycle.claim(report.pk) is None
    assert lifecycle.give_up_lost() == [report]
    report.refresh_from_db()
    assert (report.state, report.error) == ("failed", lifecycle.Failure.INTERRUPTED)
    assert lifecycle.give_up_lost() == []
    assert AuditEvent.objects.filter(verb="report.fail").count() == 1


def test_an_error_is_not_counted_as_a_lost_lease():
    report = term_report(attempts=5, errors=1)
    assert lifecycle.claim(report.pk) is not None
    let_lease_run_out(report)
    assert lifecycle.claim(report.pk) is None


def test_a_cancelled_row_stops_its_worker_and_takes_no_file():
    report = term_report()
    lease = lifecycle.claim(report.pk)
    assert lifecycle.cancel(report.pk)
    with pytest.raises(lifecycle.LeaseLost):
        lifecycle.progress(lease, lifecycle.ReportStep.LAYING_OUT, 30)
    assert not lifecycle.finish(lease, **HANDED_IN)
    assert not lifecycle.cancel(report.pk)
    report.refresh_from_db()
    assert report.state == "cancelled"


def test_due_are_the_waiting_and_the_abandoned_longest_waiting_first():
    now = timezone.now()
    later = term_report(run_after=now - timedelta(seconds=1))
    first = term_report(run_after=now - timedelta(seconds=9))
    term_report(run_after=now + timedelta(minutes=1))
    term_report(state="done", file_name="a.pdf", file_sha256="0" * 64)
    abandoned = term_report(run_after=now - timedelta(seconds=5))
    lifecycle.claim(abandoned.pk)
    assert lifecycle.due() == [first.pk, later.pk]
    let_lease_run_out(abandoned)
    assert lifecycle.due() == [first.pk, abandoned.pk, later.pk]

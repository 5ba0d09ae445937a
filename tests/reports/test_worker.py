"""The whole way of a report with a real worker: queue, another process, the database, the file."""

import hashlib

from accounts.roles import Role
from reports.jobs import files
from reports.jobs.actions import request_report
from reports.models import Report
from tests.factories import user_with
from tests.reports import worlds
from tests.waiting import wait_until


def finished(report: Report) -> Report:
    wait_until(lambda: not Report.objects.unfinished().filter(pk=report.pk).exists())
    return Report.objects.get(pk=report.pk)


def test_a_worker_of_its_own_process_builds_the_report_that_was_requested(worker_process):
    world = worlds.bloc()
    by = user_with(Role.LEADER, world.bloc)
    report = finished(request_report(term=worlds.term(), organization=world.bloc, by=by))
    assert report.state == Report.State.DONE, worker_process.last_lines(40)
    content = files.path_of(report.file_name).read_bytes()
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == report.file_sha256
    assert report.page_count > 1

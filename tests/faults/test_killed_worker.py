"""A report asked for arrives, once, whatever happens to the processes that make it. Real processes, real signals."""

import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.serve import Child, stop, worker_command
from tests.faults.databases import LOCKED, execute, query
from tests.faults.queues import queue
from tests.servers import Portal, free_port, manage, start_portal
from tests.waiting import wait_until

# Longer than any machine is busy: nobody loses a lease here but whom a test takes it from.
LEASE = 3_600
LONG_AGO = "2020-01-01 00:00:00+00:00"
ASK = """
from accounts.models import User
from reports.jobs.actions import request_report
from reports.models import Term
by = User.objects.filter(assignments__role="leader").first()
term = Term.objects.get(code="{term}", root__closed_on=None)
report = request_report(term=term, organization=term.root, by=by)
print(report.pk.hex)
"""


@pytest.fixture(scope="module", params=["filesystem", "redis"])
def portal(request) -> Iterator[Portal]:
    with ExitStack() as stack:
        broker = stack.enter_context(queue(request.param))
        yield stack.enter_context(start_portal({"REPORT_LEASE_SECONDS": str(LEASE), "REDIS_URL": broker}))


@dataclass(frozen=True)
class Asked:
    """A report, looked at from outside: its row by SQL, its files by name."""

    portal: Portal
    id: str

    @classmethod
    def now(cls, portal: Portal, *, term: str = "2015-2020", env: dict[str, str] | None = None) -> "Asked":
        said = manage(env or portal.env, "shell", "--verbosity", "0", "--command", ASK.format(term=term))
        return cls(portal, said.split()[-1])

    def row(self) -> dict[str, Any]:
        names = ("state", "attempts", "errors", "file_name", "file_sha256")
        [values] = query(self.portal, f"SELECT {', '.join(names)} FROM reports_report WHERE id = %s", self.id)
        return dict(zip(names, values, strict=True))

    def lines(self, verb: str) -> int:
        told = f"{self.id[:8]}-%"
        [[count]] = query(
            self.portal, "SELECT count(*) FROM accounts_auditevent WHERE verb = %s AND target_id LIKE %s", verb, told
        )
        return count

    def files(self) -> list[Path]:
        return sorted((self.portal.folder / "files/reports").glob(f"{self.id[:8]}-*"))

    def let_lease_run_out(self) -> None:
        execute(self.portal, "UPDATE reports_report SET lease_until = %s WHERE id = %s", LONG_AGO, self.id)

    def until(self, state: str, attempt: int | None = None) -> dict[str, Any]:
        def reached() -> bool:
            row = self.row()
            return row["state"] == state and attempt in (None, row["attempts"])

        wait_until(reached, lambda: f"{self.row()}\n{self.portal.worker.last_lines(40)}")
        return self.row()

    def assert_arrived_once(self) -> dict[str, Any]:
        row = self.until("done")
        [file] = self.files()
        assert file.name == row["file_name"]
        content = file.read_bytes()
        assert content.startswith(b"%PDF")
        assert hashlib.sha256(content).hexdigest() == row["file_sha256"]
        assert self.lines("report.finish") == 1
        return row


def put_to_sleep(worker: Child, report: Asked) -> None:
    """Past its lease, and between two writes: asleep inside one it would hold a lock that nobody can take from it."""

    def asleep() -> bool:
        os.killpg(worker.process.pid, signal.SIGSTOP)
        try:
            report.let_lease_run_out()
        except LOCKED:
            os.killpg(worker.process.pid, signal.SIGCONT)
            return False
        return True

    wait_until(asleep)


def test_workers_killed_while_they_make_a_report_are_replaced_and_the_report_arrives_once(portal):
    report = Asked.now(portal)
    for attempt in (1, 2):
        report.until("running", attempt)
        portal.worker.kill()
        assert report.row()["state"] == "running"
        report.let_lease_run_out()
        portal.start_worker()
    row = report.assert_arrived_once()
    assert (row["attempts"], row["errors"]) == (3, 0)


def test_a_worker_that_sleeps_past_its_lease_hands_in_nothing_when_it_wakes(portal):
    report = Asked.now(portal)
    report.until("running")
    sleeper = portal.worker
    put_to_sleep(sleeper, report)
    portal.start_worker()
    try:
        row = report.assert_arrived_once()
        os.killpg(sleeper.process.pid, signal.SIGCONT)
        wait_until(lambda: "taken over or cancelled" in sleeper.last_lines(200), lambda: sleeper.last_lines(40))
        assert report.assert_arrived_once() == row
    finally:
        os.killpg(sleeper.process.pid, signal.SIGCONT)
        stop([sleeper])


def test_a_queue_that_is_down_delays_the_report_and_refuses_nobody(portal):
    if not portal.env["REDIS_URL"]:
        pytest.skip("the filesystem queue has no server that could be down")
    nobody = {**portal.env, "REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}
    report = Asked.now(portal, env=nobody)
    assert report.assert_arrived_once()["attempts"] == 1


def test_two_workers_share_the_work_and_each_report_arrives_once(portal):
    second = Child("second worker", worker_command(), portal.folder / "second.log", portal.env)
    try:
        for report in [Asked.now(portal, term=term) for term in ("2015-2020", "2020-2025")]:
            assert report.assert_arrived_once()["attempts"] == 1
    finally:
        stop([second])

"""What the queue and the clock are told, by Celery's own code for it: a lost worker gives its message back."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from billiard.einfo import ExceptionInfo
from billiard.exceptions import WorkerLostError
from celery.worker.request import Request
from kombu import Connection
from kombu.simple import SimpleQueue

from accounts.submissions import tasks as submissions_tasks
from exchange import tasks as exchange_tasks
from members.badges import tasks as badges_tasks
from members.offers import tasks as deeds_tasks
from notices import tasks as notices_tasks
from portal.celery import app
from ratings.notices import tasks as portal_reminders
from ratings.progress import tasks as ratings_tasks
from reports.jobs import tasks as reports_tasks

SECONDS_TO_BE_THERE = 5


@pytest.fixture
def queue() -> Iterator[SimpleQueue]:
    with Connection("memory://") as connection, connection.SimpleQueue(app.conf.task_default_queue) as queue:
        queue.clear()
        yield queue


def accepted(queue: SimpleQueue) -> Request:
    """As the worker holds a job that one of its processes has begun."""
    reports_tasks.build.apply_async(("a-report",), connection=queue.channel.connection.client)
    message = queue.get(timeout=SECONDS_TO_BE_THERE)
    request = Request(
        message, app=app, on_ack=message.ack_log_error, on_reject=message.reject_log_error, task=reports_tasks.build
    )
    request.on_accepted(pid=1, time_accepted=time.monotonic())
    return request


def fate(error: Exception) -> ExceptionInfo:
    try:
        raise error
    except type(error):
        return ExceptionInfo()


def test_a_message_is_only_struck_off_when_its_job_has_ended(queue):
    request = accepted(queue)
    assert not request.message.acknowledged
    request.on_success((False, None, 0.1))
    assert request.message.acknowledged
    assert queue.qsize() == 0


def test_the_message_of_a_killed_worker_goes_to_another_at_once(queue):
    accepted(queue).on_failure(fate(WorkerLostError("killed")))
    again = queue.get(timeout=SECONDS_TO_BE_THERE)
    assert again.headers["task"] == reports_tasks.build.name
    assert again.payload[0] == ["a-report"]


def test_the_clock_rings_for_the_sweep_and_for_the_reminders():
    rung = {entry["task"]: entry["schedule"] for entry in app.conf.beat_schedule.values()}
    assert rung.keys() == {
        reports_tasks.sweep.name,
        submissions_tasks.sweep.name,
        ratings_tasks.send_reminders.name,
        portal_reminders.remind.name,
        notices_tasks.sweep.name,
        exchange_tasks.sweep.name,
        exchange_tasks.sweep_old.name,
        deeds_tasks.carry_out.name,
        deeds_tasks.remind.name,
        badges_tasks.remind.name,
    }
    # One that waits longer than until the next one is dropped: it must not be that long either.
    assert rung[reports_tasks.sweep.name] == timedelta(seconds=reports_tasks.sweep.expires)


UNKNOWN_TO_A_WORKER = """
from portal.celery import app
app.loader.import_default_modules()
print(sorted({entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks)))
"""


def test_a_worker_that_starts_finds_every_task_that_the_clock_rings_for():
    """In a process of its own: here the tasks were imported by the tests."""
    ran = subprocess.run([sys.executable, "-c", UNKNOWN_TO_A_WORKER], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

"""The job of a report as a row: taken, held, handed in. Each verb is one conditional update that says whether it held.

Whoever takes a row draws a token; what comes later counts only while that token is still the row's, so a worker that
was thought dead and wakes up again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.trail.record import record
from reports.jobs import notices
from reports.models import Report, ReportQuerySet

State = Report.State
# After the first error and after the second; the third is final.
BACK_OFF = (timedelta(seconds=30), timedelta(minutes=2))


class ReportStep(models.TextChoices):
    COMPOSING = "composing", _("Composing the chapters")
    LAYING_OUT = "laying_out", _("Laying out the pages")
    STORING = "storing", _("Storing the document")


class Failure(models.TextChoices):
    """Why there is no document, in words for the person who asked for it."""

    ERROR = "error", _("The document could not be made: an error came up three times in a row.")
    FORBIDDEN = "forbidden", _("The person who asked for this document may no longer ask for it.")
    INTERRUPTED = "interrupted", _("The portal was interrupted five times while making this document.")


@dataclass(frozen=True)
class Lease:
    """A row held for a while: which one, and the token that proves it."""

    report_id: UUID
    token: UUID

    @property
    def file_name(self) -> str:
        """Of its own, so that two workers never write the same file."""
        return f"{self.report_id}.{self.token}.pdf"

    def row(self) -> ReportQuerySet:
        """The row while it is still held; nothing afterwards."""
        return Report.objects.filter(pk=self.report_id, state=State.RUNNING, token=self.token)


class LeaseLost(Exception):
    """The row is another worker's by now, or was cancelled."""


def claim(report_id: UUID) -> Lease | None:
    """None when there is nothing to do: the row is gone, final, not yet due, held by another, or lost too often."""
    now = timezone.now()
    lease = Lease(report_id, uuid4())
    takeable = Report.objects.due(now).filter(pk=report_id, attempts__lt=F("errors") + Report.MAX_ATTEMPTS)
    taken = takeable.update(
        state=State.RUNNING,
        attempts=F("attempts") + 1,
        token=lease.token,
        lease_until=now + Report.lease(),
        step="",
        percent=0,
    )
    return lease if taken else None


def renew(lease: Lease) -> bool:
    return bool(lease.row().update(lease_until=timezone.now() + Report.lease()))


def progress(lease: Lease, step: ReportStep, percent: int) -> None:
    """Raises LeaseLost, so that work for nobody stops at its next step."""
    if not lease.row().update(step=step, percent=percent):
        raise LeaseLost


def cancel(report_id: UUID) -> bool:
    """False when it is final already. A worker that holds the row learns it at its next step."""
    row = Report.objects.unfinished().filter(pk=report_id)
    return bool(row.update(state=State.CANCELLED, finished_at=timezone.now(), token=None, lease_until=None))


@transaction.atomic
def finish(lease: Lease, *, file_name: str, file_sha256: str, page_count: int) -> bool:
    """False: the file is nobody's, and whoever wrote it removes it."""
    handed_in = lease.row().update(
        state=State.DONE,
        file_name=file_name,
        file_sha256=file_sha256,
        page_count=page_count,
        finished_at=timezone.now(),
        percent=100,
        step="",
        token=None,
        lease_until=None,
    )
    if handed_in:
        report = Report.objects.with_subject().get(pk=lease.report_id)
        record(by=None, verb="report.finish", target=report, file_sha256=file_sha256, pages=page_count)
        notices.ready(report)
    return bool(handed_in)


@transaction.atomic
def fail(lease: Lease, message: str) -> bool:
    """Back into the queue for later, or the end after the last error. `message` goes into the trail only."""
    report = lease.row().select_for_update().first()
    if report is None:
        return False
    errors = report.errors + 1
    if errors < Report.MAX_ERRORS:
        run_after = timezone.now() + BACK_OFF[errors - 1]
        lease.row().update(state=State.QUEUED, errors=errors, run_after=run_after, token=None, lease_until=None)
    else:
        _end(lease.row(), Failure.ERROR, errors=errors)
        notices.failed(report)
    record(by=None, verb="report.fail", target=report, errors=errors, message=message[:1000])
    return True


@transaction.atomic
def refuse(lease: Lease) -> None:
    """The end at once: whoever asked lost the right meanwhile."""
    report = lease.row().with_subject().first()
    if report is not None and _end(lease.row(), Failure.FORBIDDEN):
        record(by=None, verb="report.fail", target=report, message="the requester may no longer ask for it")
        notices.failed(report)


def due() -> list[UUID]:
    """What a worker should be told of, longest waiting first."""
    return list(Report.objects.due(timezone.now()).order_by("run_after").values_list("pk", flat=True))


def give_up_lost() -> list[Report]:
    """End the rows whose workers fell silent too often; answers which."""
    now = timezone.now()
    lost = Report.objects.due(now).filter(attempts__gte=F("errors") + Report.MAX_ATTEMPTS)
    return [report for report in lost.with_subject() if _give_up(report, now)]


@transaction.atomic
def _give_up(report: Report, now: datetime) -> bool:
    row = Report.objects.due(now).filter(pk=report.pk, attempts=report.attempts)
    if not _end(row, Failure.INTERRUPTED):
        return False
    record(by=None, verb="report.fail", target=report, attempts=report.attempts, message="lost its worker too often")
    notices.failed(report)
    return True


def _end(row: ReportQuerySet, failure: Failure, **values: int) -> bool:
    ended = row.update(
        state=State.FAILED, error=failure, finished_at=timezone.now(), token=None, lease_until=None, **values
    )
    return bool(ended)

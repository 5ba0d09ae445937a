"""What people do with reports: ask for one, think better of it, take it home."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.trail.record import record
from members.ledger.flows import Period
from organizations.models import Organization, Sector
from ratings.models import RatingYear
from reports.documents.papers import Snapshot
from reports.jobs import lifecycle
from reports.jobs.tasks import build
from reports.models import Report, Term
from reports.snapshots import ledger, year
from reports.snapshots import term as snapshots_term
from ui.numbers import format_integer
from ui.refusals import Refused

logger = logging.getLogger(__name__)
MAX_UNFINISHED = 3
# The row waits for the sweep; the person who asked does not wait for the queue.
ONE_SHORT_TRY = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}


@transaction.atomic
def request_report(*, term: Term, organization: Organization, by: User) -> Report:
    """The results of a term. As with every kind: the same report while one on the same figures is under way.

    Raises Refused where the person has too many under way.
    """
    _one_at_a_time(by)
    snapshot = snapshots_term.take(term, organization)
    return _asked_for(Report(kind=Report.Kind.TERM, term=term, organization=organization), snapshot, by)


@transaction.atomic
def request_year_report(*, rating_year: RatingYear, organization: Organization, by: User) -> Report:
    """The summary form of a year, of the organisation and all below it. Raises Refused as above."""
    _one_at_a_time(by)
    snapshot = year.take(rating_year, organization)
    return _asked_for(Report(kind=Report.Kind.YEAR, rating_year=rating_year, organization=organization), snapshot, by)


@transaction.atomic
def request_ledger(*, organization: Organization, sector: Sector | None, period: Period, by: User) -> Report:
    """The ledger of members of some days. Raises Refused as above."""
    _one_at_a_time(by)
    snapshot = ledger.take(organization, sector, period)
    days = {"first_day": period.first, "last_day": period.last}
    report = Report(kind=Report.Kind.LEDGER, organization=organization, sector=sector, **days)
    return _asked_for(report, snapshot, by)


def _one_at_a_time(by: User) -> None:
    """So that two clicks at once are a first and a second."""
    User.objects.select_for_update().get(pk=by.pk)


def _asked_for(report: Report, snapshot: Snapshot, by: User) -> Report:
    unfinished = Report.objects.unfinished().filter(requested_by=by)
    same = unfinished.filter(
        kind=report.kind, organization=report.organization, snapshot_sha256=snapshot.sha256
    ).first()
    if same is not None:
        return same
    _check_quota(unfinished.count())
    report.requested_by = by
    report.snapshot, report.snapshot_sha256 = snapshot.to_json(), snapshot.sha256
    report.save(force_insert=True)
    record(by=by, verb="report.request", target=report, snapshot_sha256=snapshot.sha256)
    transaction.on_commit(partial(ring, report.pk))
    return report


def _check_quota(unfinished: int) -> None:
    if unfinished < MAX_UNFINISHED:
        return
    raise Refused(
        ngettext(
            "%(count)s report of yours is still being made. Wait until it is ready, or cancel it.",
            "%(count)s reports of yours are still being made. Wait until one is ready, or cancel one.",
            unfinished,
        )
        % {"count": format_integer(unfinished)}
    )


def ring(report_id: UUID) -> None:
    """A broker that is down costs the person nothing: the row waits, and the sweep rings again."""
    try:
        with build.app.connection_for_write(transport_options=ONE_SHORT_TRY) as queue:
            build.apply_async((str(report_id),), retry=False, connection=queue)
    except Exception:
        logger.warning("report %s: no worker could be told yet", report_id, exc_info=True)


@transaction.atomic
def cancel_report(*, report: Report, by: User) -> None:
    """Raises Refused where it is final already."""
    if not lifecycle.cancel(report.pk):
        raise Refused(gettext("This report is finished already; it can no longer be cancelled."))
    record(by=by, verb="report.cancel", target=report)


def note_download(*, report: Report, by: User) -> None:
    record(by=by, verb="report.download", target=report, file_sha256=report.file_sha256)

"""What people do with reports: ask for one, think better of it, take it home."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.audit import record
from accounts.models import User
from organizations.models import Organization
from reports import jobs
from reports.models import Term, TermReport
from reports.tasks import build
from reports.term_snapshot import TermSnapshot, take
from ui.numbers import format_integer

logger = logging.getLogger(__name__)
MAX_UNFINISHED = 3


@transaction.atomic
def request_report(*, term: Term, organization: Organization, by: User) -> TermReport:
    """The same report while one on the same figures is under way; otherwise a new one, frozen now.

    Raises ValidationError where the person has too many under way.
    """
    # One request of a person at a time, so that two clicks at once are a first and a second.
    User.objects.select_for_update().get(pk=by.pk)
    snapshot = take(term, organization)
    unfinished = TermReport.objects.unfinished().filter(requested_by=by)
    same = unfinished.filter(term=term, organization=organization, snapshot_sha256=snapshot.sha256).first()
    if same is not None:
        return same
    _check_quota(unfinished.count())
    return _create(term, organization, snapshot, by)


def _check_quota(unfinished: int) -> None:
    if unfinished < MAX_UNFINISHED:
        return
    raise ValidationError(
        ngettext(
            "%(count)s report of yours is still being made. Wait until it is ready, or cancel it.",
            "%(count)s reports of yours are still being made. Wait until one is ready, or cancel one.",
            unfinished,
        )
        % {"count": format_integer(unfinished)}
    )


def _create(term: Term, organization: Organization, snapshot: TermSnapshot, by: User) -> TermReport:
    report = TermReport.objects.create(
        term=term,
        organization=organization,
        requested_by=by,
        snapshot=snapshot.to_json(),
        snapshot_sha256=snapshot.sha256,
    )
    record(by=by, verb="report.request", target=report, snapshot_sha256=snapshot.sha256)
    transaction.on_commit(partial(ring, report.pk))
    return report


def ring(report_id: UUID) -> None:
    """A broker that is down costs the person nothing: the row waits, and the sweep rings again."""
    try:
        build.apply_async((str(report_id),), retry=False)
    except Exception:
        logger.warning("report %s: no worker could be told yet", report_id, exc_info=True)


@transaction.atomic
def cancel_report(*, report: TermReport, by: User) -> None:
    """Raises ValidationError where it is final already."""
    if not jobs.cancel(report.pk):
        raise ValidationError(_("This report is finished already; it can no longer be cancelled."))
    record(by=by, verb="report.cancel", target=report)


def note_download(*, report: TermReport, by: User) -> None:
    record(by=by, verb="report.download", target=report, file_sha256=report.file_sha256)

"""What Celery rings for. The row of the report is the record: a task run twice changes nothing, nor one lost."""

import hashlib
import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from organizations.models import Organization
from organizations.roots import grants_at, prefix_of, root_of
from reports.documents import papers
from reports.jobs import files, lifecycle
from reports.models import Report
from reports.renderings import markup, pdf
from stored import renewal
from ui.root_addresses import below

logger = logging.getLogger(__name__)
ORPHANS_KEPT = timedelta(hours=24)


@shared_task
def build(report_id: str) -> None:
    lease = lifecycle.claim(UUID(report_id))
    if lease is None:
        logger.info("report %s: nothing to do", report_id)
        return
    try:
        if not _may_have(Report.objects.select_related("requested_by", "organization").get(pk=lease.report_id)):
            lifecycle.refuse(lease)
            return
        with renewal.kept(partial(lifecycle.renew, lease), Report.lease(), f"report {report_id}"):
            _deliver(lease)
    except lifecycle.LeaseLost:
        logger.warning("report %s: taken over or cancelled meanwhile", report_id)
    except Exception as error:
        logger.exception("report %s: failed", report_id)
        lifecycle.fail(lease, f"{type(error).__name__}: {error}")


def _may_have(report: Report) -> bool:
    """Asked again when the work begins: roles end while a report waits."""
    by = report.requested_by
    by.grants = grants_at(by, root_of(report.organization))
    place = Organization.objects.visible_to(by, Report.Kind(report.kind).asked_with)
    return by.is_active and place.filter(pk=report.organization_id).exists()


def _deliver(lease: lifecycle.Lease) -> None:
    lifecycle.progress(lease, lifecycle.ReportStep.COMPOSING, 10)
    report = Report.objects.select_related("organization__parent").get(pk=lease.report_id)
    snapshot = papers.frozen(report)
    with below(prefix_of(root_of(report.organization))):
        html = markup.compose(snapshot)
    lifecycle.progress(lease, lifecycle.ReportStep.LAYING_OUT, 30)
    document = pdf.lay_out(html, snapshot)
    lifecycle.progress(lease, lifecycle.ReportStep.STORING, 90)
    files.write(lease.file_name, document.content)
    # When the answer to this does not arrive, the file stays: the row may name it. The sweep removes what none names.
    if not lifecycle.finish(
        lease,
        file_name=lease.file_name,
        file_sha256=hashlib.sha256(document.content).hexdigest(),
        page_count=document.pages,
    ):
        files.remove(lease.file_name)
        raise lifecycle.LeaseLost


# A sweep that waited its whole period is stale: the next one is there already.
@shared_task(expires=15)
def sweep() -> None:
    for report in lifecycle.give_up_lost():
        logger.error("report %s: given up after %s lost leases", report.pk, report.attempts - report.errors)
    for report_id in lifecycle.due():
        build.delay(str(report_id))
    # The folder is read before the rows: a file handed in between is not yet old.
    old = set(files.older_than(timezone.now() - ORPHANS_KEPT))
    files.remove_all(old - set(Report.objects.filter(file_name__in=old).values_list("file_name", flat=True)))

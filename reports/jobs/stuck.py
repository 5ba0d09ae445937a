"""What went wrong with reports, in numbers: for whoever keeps the machine and may read no report."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from reports.models import Report

State = Report.State
UNUSUAL_WAIT = timedelta(minutes=15)


def failed_and_waiting(days: int) -> tuple[int, int]:
    """How many failed in the last days, and how many nobody has begun for a quarter of an hour."""
    now = timezone.now()
    failed = Q(state=State.FAILED, finished_at__gte=now - timedelta(days=days))
    waiting = Q(state=State.QUEUED, run_after__lt=now - UNUSUAL_WAIT)
    counts = Report.objects.filter(failed | waiting).aggregate(
        failed=Count("pk", filter=failed), waiting=Count("pk", filter=waiting)
    )
    return counts["failed"], counts["waiting"]

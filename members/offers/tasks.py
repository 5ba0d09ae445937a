"""What the clock rings for. The row of the deed is the record: a task run twice does nothing twice, nor one lost."""

import logging

from celery import shared_task
from django.utils import timezone

from members.offers import carrying, probation, reminders

logger = logging.getLogger(__name__)


# One that waited its whole period is stale: the next is there already.
@shared_task(expires=240)
def carry_out() -> None:
    logger.info("planned deeds: %s done", carrying.sweep(timezone.localdate()))


@shared_task(expires=12 * 60 * 60)
def remind() -> None:
    today = timezone.localdate()
    logger.info("members: told of %s transfers and %s probations", reminders.remind(today), probation.remind(today))

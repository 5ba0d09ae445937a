"""What the clock rings for."""

import logging

from celery import shared_task
from django.utils import timezone

from committees.due import reminders

logger = logging.getLogger(__name__)


@shared_task(expires=12 * 60 * 60)
def remind() -> None:
    logger.info("committees: told of the terms of %s", reminders.remind(timezone.localdate()))

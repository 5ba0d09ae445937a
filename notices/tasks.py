"""What the clock rings for."""

import logging

from celery import shared_task

from notices import actions

logger = logging.getLogger(__name__)


@shared_task(expires=12 * 60 * 60)
def sweep() -> None:
    logger.info("notices: %s read ones taken away", actions.sweep())

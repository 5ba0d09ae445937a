"""What the clock rings for."""

import logging

from celery import shared_task
from django.utils import timezone

from ratings.progress import reminders

logger = logging.getLogger(__name__)
HALF_A_DAY = 12 * 60 * 60


# A letter is a task of its own: a mail server that does not answer delays the next one and prevents none.
@shared_task(expires=HALF_A_DAY)
def send_reminders(asked: int | None = None, among: list[int] | None = None) -> None:
    """To everybody, or to those of these people who are to be reminded; `asked`: the id of the year asked about."""
    found = reminders.people(timezone.localdate(), asked)
    people = found if among is None else [pk for pk in found if pk in set(among)]
    logger.info("reminders: %s people to write to", len(people))
    for user_id in people:
        send_reminder.apply_async((user_id,), kwargs={"asked": asked}, expires=HALF_A_DAY)


@shared_task
def send_reminder(user_id: int, asked: int | None = None) -> None:
    reminders.remind(user_id, timezone.localdate(), asked)

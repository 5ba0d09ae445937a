"""Who has not submitted is reminded by a person, in the portal and by letter, each place once a day."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.trail.record import history, record
from ratings.models import RatingYear
from ratings.notices import reminders
from ratings.progress.reminders import open_now
from ratings.progress.tasks import send_reminders

logger = logging.getLogger(__name__)
# A broker that is down costs the person a second at most; the portal has told everybody already.
ONE_SHORT_TRY = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}


def may_remind(rating_year: RatingYear) -> bool:
    """Reminders are of the newest open year, and go out once a day."""
    return rating_year == open_now() and reminded_today(rating_year) is None


def reminded_today(rating_year: RatingYear) -> AuditEvent | None:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return history(rating_year).filter(verb="year.remind", at__gte=start).first()


@transaction.atomic
def remind(*, rating_year: RatingYear, by: User) -> int | None:
    """How many people were told; None where it was done today, or the year is not the newest open one."""
    RatingYear.objects.select_for_update().get(pk=rating_year.pk)
    if not may_remind(rating_year):
        return None
    people = reminders.remind(timezone.localdate(), asked=True)
    record(by=by, verb="year.remind", target=rating_year, people=people)
    if settings.EMAIL_URL:
        transaction.on_commit(_ring)
    return people


def _ring() -> None:
    try:
        with send_reminders.app.connection_for_write(transport_options=ONE_SHORT_TRY) as queue:
            send_reminders.apply_async((True,), retry=False, connection=queue)
    except Exception:
        logger.warning("reminders: no worker could be told", exc_info=True)

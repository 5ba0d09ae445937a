"""Who has not submitted is reminded by a person, in the portal and by letter, each place once a day."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.trail.record import history, record
from organizations.models import AssignmentQuerySet, OrganizationQuerySet, reach_of
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.notices import asked
from ratings.progress.board import LATE, NO_SHEET
from ratings.progress.tasks import send_reminders

logger = logging.getLogger(__name__)
# A broker that is down costs the person a second at most; the portal has told everybody already.
ONE_SHORT_TRY = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}


# Filters of the board that hold nothing but what is still with its people.
REMINDED = (LATE, NO_SHEET, *Sheet.State.editable())


def may_remind(rating_year: RatingYear) -> bool:
    """Everybody is reminded of an open year, once a day."""
    return rating_year.is_open and reminded_today(rating_year) is None


def reminded_today(rating_year: RatingYear) -> AuditEvent | None:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return history(rating_year).filter(verb="year.remind", at__gte=start).first()


def to_remind(rating_year: RatingYear) -> int:
    """How many people would be told now."""
    return asked.number_of(asked.still_to_tell(_everybody(rating_year), rating_year))


def listed_to_remind(rating_year: RatingYear, listed: OrganizationQuerySet, by: User) -> int | None:
    """The same of those listed; None where nobody is reminded of this year any more."""
    if not rating_year.is_open:
        return None
    return asked.number_of(asked.still_to_tell(_of_listed(rating_year, listed, by), rating_year))


@transaction.atomic
def remind(*, rating_year: RatingYear, by: User) -> int | None:
    """How many people were told; None where it was done today, or the year is not open."""
    rating_year = RatingYear.objects.select_for_update().get(pk=rating_year.pk)
    if not may_remind(rating_year):
        return None
    people = asked.remind(asked.still_to_tell(_everybody(rating_year), rating_year), rating_year)
    record(by=by, verb="year.remind", target=rating_year, people=people)
    _write(rating_year)
    return people


@transaction.atomic
def remind_listed(*, rating_year: RatingYear, listed: OrganizationQuerySet, by: User) -> int | None:
    """How many people of those listed were told, of whom nobody was told of the place today; None as above."""
    rating_year = RatingYear.objects.select_for_update().get(pk=rating_year.pk)
    if not rating_year.is_open:
        return None
    held = _of_listed(rating_year, listed, by)
    written_to = sorted(set(held.values_list("user", flat=True)))
    people = asked.remind(asked.still_to_tell(held, rating_year), rating_year)
    if people:
        record(by=by, verb="year.remind_listed", target=rating_year, people=people)
        _write(rating_year, written_to)
    return people


def _everybody(rating_year: RatingYear) -> AssignmentQuerySet:
    return asked.acting(rating_year, roster.rated_organizations(rating_year))


def _of_listed(rating_year: RatingYear, listed: OrganizationQuerySet, by: User) -> AssignmentQuerySet:
    """Who manages the year reminds all listed, a committee those on which it decides."""
    manages = by.holds(Permission.MANAGE_RATING_YEARS)
    return asked.acting(rating_year, listed if manages else listed.filter(reach_of(by, Permission.DECIDE_SHEETS)))


def _write(rating_year: RatingYear, people: Sequence[int] | None = None) -> None:
    """Letters, to these people or to everybody."""
    if settings.EMAIL_URL:
        transaction.on_commit(partial(_ring, rating_year.pk, people))


def _ring(asked: int, people: Sequence[int] | None) -> None:
    try:
        with send_reminders.app.connection_for_write(transport_options=ONE_SHORT_TRY) as queue:
            send_reminders.apply_async((asked, people), retry=False, connection=queue)
    except Exception:
        logger.warning("reminders: no worker could be told", exc_info=True)

"""The letters of a day are written, each person's at most once: before and after the due dates of the open years."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from accounts.trail.record import record
from organizations.models import Assignment, AssignmentQuerySet, OrganizationQuerySet
from ratings import roster
from ratings.models import RatingYear, Reminder, Sheet
from ratings.progress.board import Progress, progress_of
from ratings.progress.letters import Letter, Round, letters
from ratings.progress.rounds import open_years_by_root, reopened_on

logger = logging.getLogger(__name__)
LANGUAGE = "vi"


def with_address(found: Iterable[Letter]) -> list[Letter]:
    return [letter for letter in found if letter.user.email]


def people(today: date, asked: int | None = None) -> list[int]:
    """Who should get a letter today and has got none; nobody where no mail server is set."""
    written_to = set(Reminder.objects.filter(day=today).values_list("user", flat=True))
    found = _letters(today, Assignment.objects.all(), asked)
    return [letter.user.pk for letter in found if letter.user.pk not in written_to]


def remind(user_id: int, today: date, asked: int | None = None) -> None:
    """Write one person's letter, at most once a day (docs/adr/0010)."""
    for letter in _letters(today, Assignment.objects.filter(user=user_id), asked):
        reminder, is_first = Reminder.objects.get_or_create(user=letter.user, day=today)
        if is_first:
            _send(letter, reminder)


def _letters(today: date, assignments: AssignmentQuerySet, asked: int | None) -> list[Letter]:
    """To those with an address; to nobody where no mail server is set."""
    if not settings.EMAIL_URL:
        return []
    return with_address(of_today(today, assignments, asked))


def of_today(today: date, assignments: AssignmentQuerySet, asked: int | None = None) -> list[Letter]:
    """`asked`: the id of the year of which somebody reminds on a day of their own."""
    rounds = [each for each in _rounds(asked) if each.has_day(today)]
    if not rounds:
        return []
    held = assignments.on(today)
    people = list(held.select_related("user").order_by("user", "pk"))
    return letters([(each, _waited_for(each.rating_year, held)) for each in rounds], today, people)


def _rounds(asked: int | None) -> list[Round]:
    return [
        Round(each, each == years[0], reopened_on(each), each.pk == asked)
        for years in open_years_by_root()
        for each in years
    ]


def _waited_for(rating_year: RatingYear, held: AssignmentQuerySet) -> list[Progress]:
    """Sheets not submitted, of places for which these people act."""
    rated = with_their_people(roster.rated_organizations(rating_year), rating_year)
    mine = rated.filter(_acted_for_by(held)).select_related("parent__parent").order_by("path")
    return progress_of(rating_year, list(mine))


def with_their_people(places: OrganizationQuerySet, rating_year: RatingYear) -> OrganizationQuerySet:
    """As ratings.progress.deadlines.with_its_people says it of a sheet at hand."""
    others = Sheet.objects.filter(rating_year=rating_year).exclude(state__in=Sheet.State.editable())
    return places.exclude(pk__in=others.values("organization"))


def _acted_for_by(held: AssignmentQuerySet) -> Q:
    """Where these people submit, or, one step above or two, decide."""
    places = held.order_by().values("organization")
    return Q(pk__in=places) | Q(parent__in=places) | Q(parent__parent__in=places)


def _send(letter: Letter, reminder: Reminder) -> None:
    """A letter that cannot be sent is told to the log and the trail, and is no hindrance to the next."""
    try:
        with translation.override(LANGUAGE):
            send_mail(letter.subject, letter.text, None, [letter.user.email])
    except Exception as error:
        logger.warning("reminder %s: could not be sent", reminder.pk, exc_info=True)
        record(by=None, verb="reminder.fail", target=reminder, message=type(error).__name__)
        return
    with transaction.atomic():
        reminder.sent_at = timezone.now()
        reminder.save(update_fields=["sent_at"])
        record(by=None, verb="reminder.send", target=reminder, sheets=letter.count)

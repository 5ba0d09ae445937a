"""Who is written to before and after the due dates of the year, and the letter: organisations and days, no member."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from accounts.trail.record import record
from organizations.models import Assignment, AssignmentQuerySet, OrganizationQuerySet
from ratings import roster
from ratings.models import RatingYear, Reminder, Sheet
from ratings.progress.board import Progress, progress_of
from ratings.progress.deadlines import due_on, with_its_people

logger = logging.getLogger(__name__)
LANGUAGE = "vi"
BEFORE = (7, 1)
# On the day after, and then every week until it would only be noise.
FIRST_AFTER, EVERY, LONGEST = 1, 7, 60


@dataclass
class Letter:
    """What one person is reminded of: the own sheets, and of those that the person decides on the ones overdue."""

    user: User
    rating_year: RatingYear
    own: list[Progress] = field(default_factory=list)
    below: list[Progress] = field(default_factory=list)

    @property
    def subject(self) -> str:
        count = len(self.own) + len(self.below)
        return ngettext(
            "Rating %(year)s: %(count)s sheet is not submitted yet",
            "Rating %(year)s: %(count)s sheets are not submitted yet",
            count,
        ) % {"year": self.rating_year, "count": count}

    @property
    def text(self) -> str:
        return render_to_string("ratings/reminder.txt", {"letter": self, "portal": settings.PORTAL_URL})


def is_day(due: date, today: date) -> bool:
    after = (today - due).days
    if after <= 0:
        return -after in BEFORE
    return after == FIRST_AFTER or (after % EVERY == 0 and after <= LONGEST)


def letters(
    rating_year: RatingYear,
    today: date,
    listed: Iterable[Progress],
    assignments: Iterable[Assignment],
    asked: bool = False,
) -> list[Letter]:
    """One for each person whose sheet is due or overdue in these days; `assignments` are today's.

    `asked`: somebody reminds on a day of their own: then everyone who has not submitted.
    """
    own: dict[int, Progress] = {}
    below: defaultdict[int, list[Progress]] = defaultdict(list)
    for progress in listed if rating_year.is_open else ():
        due = due_on(progress.organization, rating_year)
        if with_its_people(progress.sheet) and (asked or is_day(due, today)):
            own[progress.organization.pk] = progress
            decider = progress.organization.decider
            if decider is not None and due < today and not asked:
                below[decider.pk].append(progress)
    found: dict[int, Letter] = {}
    for assignment in assignments:
        permissions, place = Role(assignment.role).permissions, assignment.organization_id
        mine = [own[place]] if place in own and Permission.SUBMIT_SHEETS in permissions else []
        theirs = below[place] if place in below and Permission.DECIDE_SHEETS in permissions else []
        if (mine or theirs) and assignment.user.is_active:
            letter = found.setdefault(assignment.user_id, Letter(assignment.user, rating_year))
            letter.own += [each for each in mine if each not in letter.own]
            letter.below += [each for each in theirs if each not in letter.below]
    return list(found.values())


def with_address(found: Iterable[Letter]) -> list[Letter]:
    return [letter for letter in found if letter.user.email]


def people(today: date, asked: bool = False) -> list[int]:
    """Who should get a letter today and has got none; nobody where no mail server is set."""
    written_to = set(Reminder.objects.filter(day=today).values_list("user", flat=True))
    found = _letters(today, Assignment.objects.all(), asked)
    return [letter.user.pk for letter in found if letter.user.pk not in written_to]


def remind(user_id: int, today: date, asked: bool = False) -> None:
    """Write one person's letter, at most once a day (docs/adr/0010)."""
    for letter in _letters(today, Assignment.objects.filter(user=user_id), asked):
        reminder, is_first = Reminder.objects.get_or_create(user=letter.user, day=today)
        if is_first:
            _send(letter, reminder)


def _letters(today: date, assignments: AssignmentQuerySet, asked: bool) -> list[Letter]:
    """To those with an address; to nobody where no mail server is set."""
    if not settings.EMAIL_URL:
        return []
    return with_address(of_today(today, assignments, asked))


def open_now() -> RatingYear | None:
    return RatingYear.objects.filter(state=RatingYear.State.OPEN).order_by("-year").first()


def of_today(today: date, assignments: AssignmentQuerySet, asked: bool = False) -> list[Letter]:
    rating_year = open_now()
    if rating_year is None or not (asked or any(is_day(due, today) for due in rating_year.due_dates)):
        return []
    held = assignments.on(today)
    rated = with_their_people(roster.rated_organizations(rating_year.year), rating_year)
    mine = rated.filter(_acted_for_by(held)).select_related("parent__parent").order_by("path")
    people = held.select_related("user").order_by("user", "pk")
    return letters(rating_year, today, progress_of(rating_year, list(mine)), people, asked)


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
        record(by=None, verb="reminder.send", target=reminder, sheets=len(letter.own) + len(letter.below))

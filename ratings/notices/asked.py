"""Who is reminded because somebody asks: whoever submits for a place that has not, and hears of it first today."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.permissions import Permission
from accounts.roles import Role
from notices.models import Muted, Notice
from notices.telling import tell_each
from organizations.models import Assignment, AssignmentQuerySet, OrganizationQuerySet
from ratings.models import RatingYear
from ratings.notices import words
from ratings.notices.reminders import due_key, of_own
from ratings.progress.reminders import with_their_people

PLACE = F("organization__path")


def acting(rating_year: RatingYear, places: OrganizationQuerySet) -> AssignmentQuerySet:
    """Who submits for those of these places that have not."""
    waited_for = with_their_people(places.order_by(), rating_year)
    roles = [role for role in Role if Permission.SUBMIT_SHEETS in role.permissions]
    held = Assignment.objects.on(timezone.localdate()).filter(role__in=roles, user__is_active=True)
    return held.filter(organization__in=waited_for.values("pk"))


def still_to_tell(held: AssignmentQuerySet, rating_year: RatingYear) -> AssignmentQuerySet:
    """Without who was told of the place today, or wants no reminders in the portal."""
    key = Concat(Value(due_key(rating_year, timezone.localdate(), Permission.VIEW_SHEETS, "")), PLACE)
    told = Notice.objects.filter(recipient=OuterRef("user"), key=OuterRef("key"))
    muted = Muted.objects.filter(user=OuterRef("user"), kind=words.DUE)
    return held.alias(key=key).exclude(Exists(told)).exclude(Exists(muted))


def number_of(held: AssignmentQuerySet) -> int:
    return held.order_by().values("user").distinct().count()


def remind(held: AssignmentQuerySet, rating_year: RatingYear) -> int:
    """How many people."""
    today = timezone.localdate()
    told = held.select_related("user", "organization").order_by("user", "pk")
    news = [(of_own(each.organization, rating_year, today), each.user) for each in told]
    tell_each(news)
    return len({person.pk for _news, person in news})

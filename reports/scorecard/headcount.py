"""Who is there on a day: as a year kept it that was closed on it; of other days by the register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from members.models import Membership
from organizations.models import Organization, Place, within
from organizations.tree import STEP
from ratings.models import RatingYear, YearMembership, YearPlace
from ratings.register import reading
from reports.models import Term


def last_day(organization: Organization, term: Term, today: date) -> date:
    """Of the term, or of the organisation where that ended before."""
    ended = organization.closed_on
    return min(today, term.ends_on, ended - timedelta(days=1) if ended else today)


def grassroots_on(organization: Organization, on: date) -> QuerySet[Any]:
    """Places of grassroots organisations at or below it, each by its organisation."""
    found: QuerySet[Any] = Place.objects.on(on).filter(within(organization, "path"))
    if fixed := _closed_on(organization, on):
        found = YearPlace.objects.filter(within(organization, "path"), rating_year__in=fixed).current()
    return found.filter(kind__in=Organization.Kind.grassroots())


def belonging_on(organization: Organization, on: date) -> QuerySet[Any]:
    if fixed := _closed_on(organization, on):
        return YearMembership.objects.filter(within(organization, "path"), rating_year__in=fixed).current()
    return Membership.objects.of(organization, on)


def _closed_on(organization: Organization, on: date) -> list[RatingYear]:
    """Of the roots that there were on the day, where it is the one of which a year keeps who belongs where."""
    if (on.month, on.day) != (12, 31):
        return []
    roots = {path[:STEP] for path in organization.paths}
    fixed = [each for each in reading.fixed_years() if each.year == on.year and each.root.path in roots]
    return [each for each in fixed if each.root.closed_on is None or each.root.closed_on > on]

"""Who is there on a day: as a year kept it that was closed on it; of other days by the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from members.models import Membership
from organizations.models import Organization, Place, stood_on, within
from organizations.tree import STEP
from ratings.models import RatingYear, YearMembership, YearPlace
from ratings.register import reading

Fixed = Sequence[RatingYear]


def places(organization: Organization, on: date, fixed: Fixed | None = None) -> QuerySet[Any]:
    """At or below it, each by its organisation."""
    if closed := _closed_on(organization, on, fixed):
        return YearPlace.objects.filter(within(organization, "path"), rating_year__in=closed).current()
    return Place.objects.on(on).filter(within(organization, "path"))


def belonging(organization: Organization, on: date, fixed: Fixed | None = None) -> QuerySet[Any]:
    """Either side with the `path` where each stood on the day."""
    if closed := _closed_on(organization, on, fixed):
        return YearMembership.objects.filter(within(organization, "path"), rating_year__in=closed).current()
    there = Membership.objects.on(on).filter(stood_on(on)).annotate(path=F("organization__places__path"))
    return there.filter(within(organization, "path"))


def _closed_on(organization: Organization, on: date, fixed: Fixed | None) -> list[RatingYear]:
    """Of the roots that there were on the day, where it is the one of which a year keeps who belongs where."""
    if (on.month, on.day) != (12, 31):
        return []
    roots = {path[:STEP] for path in organization.paths}
    known = reading.fixed_years() if fixed is None else fixed
    of_year = [each for each in known if each.year == on.year and each.root.path in roots]
    return [each for each in of_year if each.root.closed_on is None or each.root.closed_on > on]

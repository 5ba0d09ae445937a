"""The years that are open at once, and since when one of them is open again."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from accounts.models import User
from accounts.trail.record import history
from ratings.asked_year import years_of
from ratings.models import RatingYear


def open_years(user: User) -> list[RatingYear]:
    """Of the root at hand, the newest first; each older one was not closed yet, or was reopened."""
    return list(years_of(user).filter(state=RatingYear.State.OPEN).order_by("-year"))


def open_years_by_root() -> list[list[RatingYear]]:
    """Of each root by itself, the newest first."""
    years = RatingYear.objects.filter(state=RatingYear.State.OPEN).select_related("root")
    return [list(found) for _root, found in groupby(years.order_by("root__path", "-year"), key=attrgetter("root_id"))]


def reopened_on(rating_year: RatingYear) -> date | None:
    line = history(rating_year).filter(verb="year.reopen").first()
    return timezone.localdate(line.at) if line else None

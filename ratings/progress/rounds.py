"""The years that are open at once, and since when one of them is open again."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.trail.record import history
from ratings.models import RatingYear


def open_years() -> list[RatingYear]:
    """The newest first; each older one was not closed yet, or was reopened."""
    return list(RatingYear.objects.filter(state=RatingYear.State.OPEN).order_by("-year"))


def reopened_on(rating_year: RatingYear) -> date | None:
    line = history(rating_year).filter(verb="year.reopen").first()
    return timezone.localdate(line.at) if line else None

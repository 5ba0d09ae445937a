"""Whose figures an organisation's of a year are: its own, and those of what was part of it on the day of the year."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db.models import QuerySet

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.register import reading


def as_of(rating_year: RatingYear, scope: Organization) -> Organization:
    return among(reading.places(rating_year), scope)


def among(placed: QuerySet[Any], scope: Organization) -> Organization:
    """Without the past of what stands there beside it and was merged into it later.

    One that does not stand there itself came of those which do, and has them together.
    """
    if not scope.earlier_paths:
        return scope
    standing = set(placed.filter(path__in=scope.paths).order_by().values_list("organization", flat=True))
    if scope.pk not in standing or len(standing) == 1:
        return scope
    beside = Organization.objects.filter(pk__in=standing - {scope.pk})
    later = {path for each in beside for path in each.paths}
    found = copy(scope)
    found.earlier_paths = [path for path in scope.earlier_paths if path not in later]
    return found

"""What editions hold of organisations and sheets that a deed made and that are to vanish with it, as if never there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import Organization
from ratings.models import Edition, RatingYear, Sheet
from ratings.register.tables import PLACES, TABLES, Table

CORRECTION = Edition.Origin.CORRECTION


def years_holding(organizations: Collection[Organization], sheets: Collection[int]) -> QuerySet[RatingYear]:
    """In an edition that was not taken back, though a newer one may count."""
    found = (_of(table, organizations, sheets).holding().values("rating_year") for table in TABLES)
    held = Q(pk__in=[])
    for rows in found:
        held |= Q(pk__in=rows)
    return RatingYear.objects.filter(held).order_by("year")


def forget(organizations: Collection[Organization], sheets: Collection[int]) -> None:
    """Of editions that were taken back: they name nothing that never was."""
    for table in TABLES:
        _of(table, organizations, sheets).forget_loose()


def corrections(organizations: QuerySet[Any, Any], since: datetime) -> QuerySet[Any]:
    """Of closed years, that stand, made after that moment, which changed where one of these stood.

    `lasting`: something stands on it that is never taken back.
    """
    standing = Edition.objects.filter(undone_at=None)
    made = standing.filter(origin=CORRECTION, made_at__gt=since, rating_year__state=RatingYear.State.CLOSED)
    places: QuerySet[Any] = PLACES.model.objects.filter(rating_year=OuterRef("rating_year"))
    changed = places.filter(Q(since=OuterRef("number")) | Q(until=OuterRef("number")))
    newer = standing.filter(rating_year=OuterRef("rating_year"), number__gt=OuterRef("number"))
    newer = newer.exclude(origin__in=(CORRECTION, Edition.Origin.TAKEN_BACK))
    here = made.filter(Exists(changed.filter(organization__in=organizations))).annotate(lasting=Exists(newer))
    return here.select_related("rating_year").order_by("rating_year__year", "rating_year", "number")


def _of(table: Table, organizations: Collection[Organization], sheets: Collection[int]) -> Any:
    about = Q(organization__in=organizations)
    if table is PLACES:
        about |= Q(parent__in=organizations) | Q(sheet__in=Sheet.objects.filter(pk__in=sheets))
    return table.model.objects.filter(about)

"""What editions hold of organisations and sheets that a deed made and that are to vanish with it, as if never there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organizations.models import Organization
from ratings.models import Edition, RatingYear, Sheet
from ratings.register.tables import PLACES, TABLES, Table


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


def years_corrected(organizations: QuerySet[Any, Any], since: datetime) -> QuerySet[RatingYear]:
    """By a correction that stands, made after that moment, which changed where one of these stood.

    Of a year that is open again, what is entered counts, and its corrections only tell what was.
    """
    corrections = Edition.objects.filter(origin=Edition.Origin.CORRECTION, undone_at=None, made_at__gt=since)
    places: QuerySet[Any] = PLACES.model.objects.filter(rating_year=OuterRef("rating_year"))
    changed = places.filter(Q(since=OuterRef("number")) | Q(until=OuterRef("number")))
    here = changed.filter(organization__in=organizations)
    closed = RatingYear.objects.filter(state=RatingYear.State.CLOSED)
    return closed.filter(pk__in=corrections.filter(Exists(here)).values("rating_year")).order_by("year")


def _of(table: Table, organizations: Collection[Organization], sheets: Collection[int]) -> Any:
    about = Q(organization__in=organizations)
    if table is PLACES:
        about |= Q(parent__in=organizations) | Q(sheet__in=Sheet.objects.filter(pk__in=sheets))
    return table.model.objects.filter(about)

"""Why tasks were not completed, as far as the data says it; each member or organisation stands under one cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from inspections.models import Discipline, DisciplineQuerySet
from organizations.models import Organization
from organizations.tree import below
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating


class Cause(models.TextChoices):
    """The first that holds. Which of the other legal causes it was, only the note can tell."""

    DISCIPLINED = "disciplined", _("Disciplined by the Party in the year")
    OFFICIAL_LEVEL = "official_level", _("Tasks not completed as an official")
    NOTED = "noted", _("Another cause, written in the note")
    UNSTATED = "unstated", _("No cause written")


def causes_of_members(year: int, scope: Organization) -> Mapping[Cause, int]:
    rows = _of(MemberRating.objects, year, scope).values_list("member", "civil_level", "note")
    disciplined = set(_counted_in(year).filter(member__isnull=False).values_list("member", flat=True))
    return Counter(_cause(pk in disciplined, level, note) for pk, level, note in rows)


def causes_of_organizations(year: int, scope: Organization) -> Mapping[Cause, int]:
    rows = _of(OrganizationRating.objects, year, scope).values_list("sheet__organization", "note")
    disciplined = set(_counted_in(year).filter(member=None).values_list("organization", flat=True))
    return Counter(_cause(pk in disciplined, None, note) for pk, note in rows)


def _counted_in(year: int) -> DisciplineQuerySet:
    return Discipline.objects.announced().counted_in(year)


def _of(ratings: models.Manager, year: int, scope: Organization) -> QuerySet:
    within = Q(below(scope.path, "sheet__organization__path"), sheet__rating_year__year=year)
    return ratings.filter(within, level=Level.NOT_COMPLETED).order_by()


def _cause(disciplined: bool, official: int | None, note: str) -> Cause:
    if disciplined:
        return Cause.DISCIPLINED
    if official == Level.NOT_COMPLETED:
        return Cause.OFFICIAL_LEVEL
    return Cause.NOTED if note.strip() else Cause.UNSTATED

"""Who was excellent five years running, by approved sheets alone (Guide 06-HD/TW of 9/6/2025, part 19)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from ratings import rules
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet

YEARS = 5


def years_to(last: int) -> range:
    return range(last - YEARS + 1, last + 1)


def members(user: User, last: int) -> QuerySet[MemberRating]:
    """Each by the row of the last year, where the person may look; the years before count wherever they were rated."""
    rows = _running(MemberRating.objects.all(), "member", last)
    later = rows.filter(member=OuterRef("member"), pk__gt=OuterRef("pk"))
    found = rows.exclude(Exists(later)).filter(sheet__in=Sheet.objects.visible_to(user))
    related = found.select_related("member", "sheet__organization", "sheet__rating_year")
    return related.order_by("sheet__organization__path", "member__sort_key", "pk")


def organizations(user: User, last: int) -> QuerySet[OrganizationRating]:
    rows = _running(OrganizationRating.objects.all(), "sheet__organization", last)
    found = rows.filter(sheet__in=Sheet.objects.visible_to(user))
    return found.select_related("sheet__organization", "sheet__rating_year").order_by("sheet__organization__path")


def _running(ratings: QuerySet[Any], subject: str, last: int) -> QuerySet[Any]:
    """The rows of the last year of those who have one in each year, and no lower one."""
    counted = ratings.filter(sheet__state=Sheet.State.APPROVED, sheet__rating_year__year__in=years_to(last))
    excellent = counted.filter(level=Level.EXCELLENT)
    before = excellent.exclude(sheet__rating_year__year=last).order_by().values(subject)
    whole = before.annotate(years=Count("sheet__rating_year", distinct=True)).filter(years=YEARS - 1)
    rows = excellent.filter(sheet__rating_year__year=last, **{f"{subject}__in": whole.values(subject)})
    lower = counted.filter(level__lt=Level.EXCELLENT).filter(**{subject: OuterRef(subject)})
    return rows.exclude(Exists(lower))


def converted(last: int) -> list[int]:
    """Years in which organisations' levels had other names, which were converted."""
    years = RatingYear.objects.filter(year__in=years_to(last)).order_by("year")
    return [each.year for each in years if rules.by_code(each.rule_set).legacy_levels]


def missing(last: int) -> list[int]:
    """Years that the portal doesn't hold: nobody can have been rated in them."""
    held = set(RatingYear.objects.filter(year__in=years_to(last)).values_list("year", flat=True))
    return [year for year in years_to(last) if year not in held]

"""Who was excellent five years running, by approved sheets alone (Guide 06-HD/TW of 9/6/2025, part 19)."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import reach_of
from organizations.roots import root_path, went_before
from ratings import rules
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet

YEARS = 5


def years_to(last: int) -> range:
    return range(last - YEARS + 1, last + 1)


def members(user: User, last: int) -> QuerySet[MemberRating]:
    """Each by the row of the last year, where the person may look; the years before count wherever they were rated."""
    found = _running(MemberRating.objects.all(), "member", last, user)
    related = found.select_related("member", "sheet__organization", "sheet__rating_year")
    return related.order_by("sheet__path", "member__sort_key", "pk")


def organizations(user: User, last: int) -> QuerySet[OrganizationRating]:
    found = _running(OrganizationRating.objects.all(), "sheet__organization", last, user)
    return found.select_related("sheet__organization", "sheet__rating_year").order_by("sheet__path")


def _running(ratings: QuerySet[Any], subject: str, last: int, user: User) -> QuerySet[Any]:
    """The rows of the last year of those who have one in each year, and no lower one; of several seen the newest.

    A calendar year is one, also where two roots rated it. Counted once over those who come into question: asked row by
    row, half a million members take minutes.
    """
    approved = ratings.exclude(sheet__path="").filter(
        sheet__state=Sheet.State.APPROVED, sheet__rating_year__year__in=years_to(last)
    )
    excellent, of_last = Q(level=Level.EXCELLENT), Q(sheet__rating_year__year=last)
    seen = reach_of(user, Permission.VIEW_SHEETS, "sheet__path")
    in_question = approved.filter(excellent, of_last, seen).order_by().values(subject)
    counted = approved.filter(**{f"{subject}__in": in_question}).order_by().values(subject)
    runs = counted.annotate(
        years=Count("sheet__rating_year__year", distinct=True, filter=excellent),
        lower=Count("pk", filter=Q(level__lt=Level.EXCELLENT)),
        newest=Max("pk", filter=excellent & of_last & seen),
    )
    return ratings.filter(pk__in=runs.filter(years=YEARS, lower=0).values("newest"))


def converted(user: User, last: int) -> list[int]:
    """Years in which organisations' levels had other names, which were converted."""
    years = _years(user, last)
    return sorted({each.year for each in years if rules.by_code(each.rule_set).legacy_levels})


def missing(user: User, last: int) -> list[int]:
    """Years that the portal doesn't hold: nobody can have been rated in them."""
    held = {each.year for each in _years(user, last)}
    return [year for year in years_to(last) if year not in held]


def _years(user: User, last: int) -> QuerySet[RatingYear]:
    """Of the root at hand and of those that went before it, whose sheets count as well."""
    path = root_path(user)
    roots = [path, *(root.path for root in went_before({path}))]
    return RatingYear.objects.filter(root__path__in=roots, year__in=years_to(last))

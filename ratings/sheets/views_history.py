"""Ratings by year, as parts of an organisation's and of a member's page."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.models import Member
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import MemberRating, Sheet


@policy(Permission.VIEW_SHEETS)
def organization_history(request: Request, pk: int) -> HttpResponse:
    user = request.user
    organization = get_object_or_404(Organization.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    template = "ratings/_organization_history.html" if request.htmx else "ratings/organization_history.html"
    context = {"organization": organization, "years": _years(user, organization), "levels": list(Level)}
    return render(request, template, context)


@dataclass(frozen=True)
class YearRated:
    year: int
    sheet: Sheet | None
    """None for the Bloc, which only counts what is below it."""
    counts: list[tuple[Level, int | None]]
    """None where no sheet of the year is approved yet."""

    @property
    def short(self) -> str:
        """Of the organisation's level; empty where a name of before 2018 or a reason stands, which have none."""
        own = self.sheet.organization_rating if self.sheet else None
        return Level(own.level).short if own and own.level and not own.legacy_level else ""


def _years(user: User, organization: Organization) -> list[YearRated]:
    counts = _counts(user, organization)
    sheets = organization.sheets.select_related("rating_year", "organization_rating")
    by_year = {sheet.rating_year.year: sheet for sheet in sheets}
    counted = {year for year, _level in counts}
    return [
        YearRated(
            year, by_year.get(year), [(level, counts[year, level] if year in counted else None) for level in Level]
        )
        for year in sorted({*by_year, *counted}, reverse=True)
    ]


def _counts(user: User, organization: Organization) -> Counter[tuple[int, int]]:
    """Members by year and level on the approved sheets of the organisation and of all below it."""
    approved = Sheet.objects.visible_to(user).below(organization).approved()
    rated = MemberRating.objects.filter(sheet__in=approved, level__isnull=False)
    grouped = rated.values_list("sheet__rating_year__year", "level").annotate(Count("pk")).order_by()
    return Counter({(year, level): count for year, level, count in grouped})


@policy(Permission.VIEW_SHEETS)
def member_history(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    visible = Sheet.objects.visible_to(user)
    ratings = member.ratings.filter(sheet__in=visible).select_related("sheet__rating_year", "sheet__organization")
    template = "ratings/_member_history.html" if request.htmx else "ratings/member_history.html"
    context = {"member": member, "ratings": ratings.order_by("-sheet__rating_year__year", "-pk")}
    return render(request, template, context)

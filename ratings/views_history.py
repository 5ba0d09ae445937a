"""Ratings by year, as parts of an organisation's and of a member's page."""

from collections import Counter
from typing import cast

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import policy
from members.models import Member
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import MemberRating, Sheet


@policy(Permission.VIEW_SHEETS)
def organization_history(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    organization = get_object_or_404(Organization.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    counts = _counts(user, organization)
    sheets = organization.sheets.select_related("rating_year", "organization_rating").order_by("-rating_year__year")
    years = [(sheet, [(level, counts[sheet.rating_year.year, level]) for level in reversed(Level)]) for sheet in sheets]
    template = "ratings/_organization_history.html" if request.htmx else "ratings/organization_history.html"
    return render(request, template, {"organization": organization, "years": years, "levels": list(reversed(Level))})


def _counts(user: User, organization: Organization) -> Counter[tuple[int, int]]:
    """Members by year and level on the approved sheets of the organisation and of all below it."""
    approved = Sheet.objects.visible_to(user).below(organization).approved()
    rated = MemberRating.objects.filter(sheet__in=approved, level__isnull=False)
    grouped = rated.values_list("sheet__rating_year__year", "level").annotate(Count("pk")).order_by()
    return Counter({(year, level): count for year, level, count in grouped})


@policy(Permission.VIEW_SHEETS)
def member_history(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    member = get_object_or_404(Member.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    visible = Sheet.objects.visible_to(user)
    ratings = member.ratings.filter(sheet__in=visible).select_related("sheet__rating_year", "sheet__organization")
    template = "ratings/_member_history.html" if request.htmx else "ratings/member_history.html"
    context = {"member": member, "ratings": ratings.order_by("-sheet__rating_year__year", "-pk")}
    return render(request, template, context)

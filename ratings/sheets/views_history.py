"""Ratings by year, as parts of an organisation's and of a member's page."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.models import Member
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import Rerating, Sheet
from ratings.sheets.by_year import years_rated
from ratings.sheets.marks import marked


@policy(Permission.VIEW_SHEETS)
def organization_history(request: Request, pk: int) -> HttpResponse:
    user = request.user
    organization = get_object_or_404(Organization.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    template = "ratings/_organization_history.html" if request.htmx else "ratings/organization_history.html"
    years = marked(organization, years_rated(user, organization))
    context = {"organization": organization, "years": years, "levels": list(Level)}
    return render(request, template, context)


@policy(Permission.VIEW_SHEETS)
def member_history(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user, Permission.VIEW_SHEETS), pk=pk)
    visible = Sheet.objects.visible_to(user)
    ratings = member.ratings.filter(sheet__in=visible).select_related("sheet__rating_year", "sheet__organization")
    decided = Prefetch("sheet__reratings", Rerating.objects.filter(member=member), to_attr="decided")
    ratings = ratings.prefetch_related(decided)
    template = "ratings/_member_history.html" if request.htmx else "ratings/member_history.html"
    context = {"member": member, "ratings": ratings.order_by("-sheet__rating_year__year", "-pk")}
    return render(request, template, context)

"""Committees and offices, to look at: on the page of an organisation, of a member, and each by itself."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from committees.models import Committee, Office
from committees.shown import shown
from members.models import Member
from members.pickers import MemberFinder
from organizations.models import Organization
from ui.crumbs import Crumb
from ui.days import DayField
from ui.lists.ways import record_crumbs, way_back
from ui.pickers.views import rows_found


@policy(Permission.VIEW_MEMBERS)
def of_organization(request: Request, pk: int) -> HttpResponse:
    """The committee of today and those of earlier terms: a part of the organisation's page."""
    user = request.user
    organization = get_object_or_404(Organization.objects.visible_to(user, Permission.VIEW_MEMBERS), pk=pk)
    committees = list(organization.committees.visible_to(user).select_related("organization"))
    standing = next((each for each in committees if each.until is None), None)
    may_edit = Organization.objects.visible_to(user, Permission.EDIT_MEMBERS).filter(pk=pk).exists()
    context = {
        "organization": organization,
        "shown": shown(standing, timezone.localdate()) if standing else None,
        "earlier": [each for each in committees if each is not standing],
        "may_form": may_edit and organization.closed_on is None,
    }
    template = "committees/_of_organization.html" if request.htmx else "committees/of_organization.html"
    return render(request, template, context)


@policy(Permission.VIEW_MEMBERS)
def of_member(request: Request, pk: int) -> HttpResponse:
    """The member's offices in time: a part of the member's page."""
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user), pk=pk)
    offices = Office.objects.visible_to(user).filter(member=member).select_related("committee__organization")
    template = "committees/_of_member.html" if request.htmx else "committees/of_member.html"
    return render(request, template, {"member": member, "offices": list(offices)})


@policy(Permission.VIEW_MEMBERS)
def detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    committee = get_object_or_404(Committee.objects.visible_to(user).select_related("organization"), pk=pk)
    place = committee.organization
    day, wrong = _asked(request)
    context = {
        "committee": committee,
        "organization": place,
        "shown": shown(committee, timezone.localdate(), day),
        "asked": request.GET.get("on", ""),
        "wrong": wrong,
        "may_edit": Committee.objects.editable_by(user).filter(pk=pk).exists(),
        "back": way_back(request),
        "crumbs": record_crumbs(
            request,
            gettext("Party organisations"),
            "organizations:list",
            Crumb(place.name, place.get_absolute_url()),
            Crumb(committee.term),
        ),
    }
    return render(request, "committees/detail.html", context)


@policy(Permission.EDIT_MEMBERS)
def pick_member(request: Request) -> HttpResponse:
    return rows_found(request, MemberFinder(request.user, Permission.EDIT_MEMBERS))


def _asked(request: Request) -> tuple[date | None, str]:
    """The day in the address, or what is wrong with it."""
    try:
        return DayField(required=False).clean(request.GET.get("on", "")), ""
    except ValidationError as error:
        return None, " ".join(error.messages)

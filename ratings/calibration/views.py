"""Organisations side by side."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.models import Organization
from organizations.roots import from_the_top
from ratings.asked_year import year_of
from ratings.calibration.cohort import SMALLEST
from ratings.calibration.lists import SideBySide
from ratings.crumbs import year_crumbs
from ratings.models import CalibrationSession, RatingYear
from ui.components import Tab
from ui.crumbs import Crumb


@a_list("calibration", gettext_lazy("Organisations side by side"))
@policy(Permission.VIEW_SHEETS)
def calibration_view(request: Request, year: int) -> HttpResponse:
    side = _side_by_side(request, year)
    sessions = CalibrationSession.objects.visible_to(request.user).filter(rating_year=side.rating_year)
    context = {
        "rating_year": side.rating_year,
        "whole": side.whole,
        "list": side.list,
        "page": side.list.page,
        "can_record": any(group.can_change for group in side.whole.groups),
        "smallest": SMALLEST,
        "sessions": sessions.select_related("rating_year", "recorded_by"),
        "years": _years(side.rating_year),
        "crumbs": side_crumbs(side.rating_year),
    }
    return render(request, "ratings/calibration.html", context)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download(request: Request, year: int) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    side = _side_by_side(request, year)
    note = note_list("calibration", side.rating_year)
    return handed_out(request, side.list, side.list.path, f"doi-chieu-xep-loai-{year}", note)


def _side_by_side(request: Request, year: int) -> SideBySide:
    return SideBySide(request, year_of(request, year), root_of(request.user))


def _years(shown: RatingYear) -> list[Tab]:
    return [
        Tab(str(each), reverse("ratings:calibration", args=[each.year]), each == shown)
        for each in RatingYear.objects.filter(root=shown.root_id)
    ]


def root_of(user: User) -> Organization:
    """The root whose organisations the person decides on, or whose figures the person answers for; 404 without one."""
    roots = Organization.objects.filter(kind=Organization.Kind.ROOT)
    paths = {*user.paths(Permission.DECIDE_SHEETS), *user.paths(Permission.VIEW_SCORECARDS)}
    root = from_the_top(user, roots.visible_to(user, Permission.VIEW_SHEETS).filter(path__in=paths)).first()
    if root is None:
        raise Http404
    return root


def side_crumbs(rating_year: RatingYear, *below: Crumb) -> tuple[Crumb, ...]:
    return year_crumbs(
        rating_year, Crumb(gettext("Side by side"), reverse("ratings:calibration", args=[rating_year.year])), *below
    )

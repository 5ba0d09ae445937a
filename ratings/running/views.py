"""Who was excellent five years running up to a chosen year: members, and organisations."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from ratings.asked_year import year_of, years_of
from ratings.crumbs import year_crumbs
from ratings.running import counted
from ratings.running.listed import MEMBERS, ORGANIZATIONS, SUBJECTS, running_listed
from ui.components import Tab
from ui.crumbs import Crumb


@a_list("running_members", gettext_lazy("Excellent five years running"))
@policy(Permission.VIEW_SHEETS)
def members(request: Request, year: int) -> HttpResponse:
    return _page(request, MEMBERS, year)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_members(request: Request, year: int) -> HttpResponse:
    return _download(request, MEMBERS, year)


@a_list("running_organizations", gettext_lazy("Excellent five years running"))
@policy(Permission.VIEW_SHEETS)
def organizations(request: Request, year: int) -> HttpResponse:
    return _page(request, ORGANIZATIONS, year)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_organizations(request: Request, year: int) -> HttpResponse:
    return _download(request, ORGANIZATIONS, year)


def _page(request: Request, of: str, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    listed, years = running_listed(request, of, year), counted.years_to(year)
    title = gettext("Excellent five years running: %(first)s – %(last)s") % {"first": years[0], "last": years[-1]}
    context = {
        "title": title,
        "list": listed,
        "page": listed.page,
        "years": _tabs_of_years(request.user, of, year),
        "subjects": [Tab(str(SUBJECTS[each].tab), _url(each, year), each == of) for each in SUBJECTS],
        "missing": counted.missing(request.user, year),
        "converted": counted.converted(request.user, year),
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Excellent five years running"))),
    }
    return render(request, "ratings/running.html", context)


def _tabs_of_years(user: User, of: str, shown: int) -> list[Tab]:
    years = years_of(user).order_by("-year").values_list("year", flat=True)
    return [Tab(str(year), _url(of, year), year == shown) for year in years]


def _url(of: str, year: int) -> str:
    return reverse(f"ratings:running_{of}", args=[year])


def _download(request: Request, of: str, year: int) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    rating_year = year_of(request, year)
    name = {MEMBERS: "dang-vien", ORGANIZATIONS: "to-chuc"}[of]
    listed = running_listed(request, of, year)
    file_name = f"xuat-sac-5-nam-{name}-{year}"
    return handed_out(request, listed, _url(of, year), file_name, note_list("running", rating_year))

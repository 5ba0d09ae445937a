"""The requests to reopen of a year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.reopening.lists import requests_listed
from ui.crumbs import Crumb


@a_list("reopening_requests", gettext_lazy("Requests to reopen"))
@policy(Permission.VIEW_SHEETS)
def reopening_requests(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    listed = requests_listed(request, rating_year)
    context = {
        "rating_year": rating_year,
        "list": listed,
        "form": listed.form,
        "page": listed.page,
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Requests to reopen"))),
    }
    return render(request, "ratings/reopening_requests.html", context)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download(request: Request, year: int) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    rating_year = year_of(request, year)
    listed = requests_listed(request, rating_year)
    return handed_out(
        request, listed, listed.path, f"de-nghi-mo-lai-{year}", note_list("reopening_requests", rating_year)
    )

"""What was answered to the yearly questions of a year."""

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
from ratings.catalogue.answer_lists import answers_listed
from ratings.crumbs import year_crumbs
from ui.crumbs import Crumb


@a_list("answers", gettext_lazy("Answers to yearly questions"))
@policy(Permission.VIEW_SHEETS)
def answers(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    listed = answers_listed(request, rating_year)
    context = {
        "rating_year": rating_year,
        "list": listed,
        "form": listed.form,
        "page": listed.page,
        "may_import": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Answers to yearly questions"))),
    }
    return render(request, "ratings/catalogue/answers.html", context)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download(request: Request, year: int) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    rating_year = year_of(request, year)
    listed = answers_listed(request, rating_year)
    return handed_out(request, listed, listed.path, f"tra-loi-cau-hoi-{year}", note_list("answers", rating_year))

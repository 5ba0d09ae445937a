"""The summary form of a year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization
from organizations.pickers import OrganizationFinder
from organizations.roots import Elsewhere
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.register.differences import numbers_below
from ratings.summary import views_gathered
from ratings.summary.form import summary_of
from ratings.summary.forms import ScopeForm
from ratings.summary.scope import scope_of, topmost, visible_places
from ratings.summary.tables import tables
from ratings.summary.views_gathered import gathered_there
from ratings.summary.workbook import summary_workbook
from ratings.summary.years import summary_url, year_tabs
from ui.crumbs import Crumb
from ui.pickers.views import rows_found
from ui.workbooks.writing import attachment


@policy(Permission.VIEW_SHEETS)
def summary(request: Request, year: int) -> HttpResponse:
    try:
        rating_year = year_of(request, year)
    except Elsewhere as elsewhere:
        return views_gathered.page(request, gathered_there(request, year, elsewhere))
    if "organization_text" in request.GET:
        return _chosen(request, rating_year)
    scope = scope_of(request, rating_year)
    return _summary(request, rating_year, scope, ScopeForm(by=request.user, initial={"organization": scope}))


def _chosen(request: Request, rating_year: RatingYear) -> HttpResponse:
    """To the address of what is chosen, which can be sent; what is not understood is asked about, without figures."""
    form = ScopeForm(request.GET, by=request.user)
    if form.is_valid():
        return redirect(summary_url(rating_year.year, form.cleaned_data["organization"]))
    return _summary(request, rating_year, topmost(request.user), form)


def _summary(request: Request, rating_year: RatingYear, scope: Organization, choice: ScopeForm) -> HttpResponse:
    form = summary_of(rating_year, scope)
    context = {
        "summary": form,
        "tables": [] if choice.is_bound else tables(form),
        "choice": choice,
        "rating_year": rating_year,
        "organization": scope,
        "entered_later": numbers_below(rating_year, scope),
        "superior": form.superior,
        "place": form.place,
        "years": year_tabs(rating_year.root, scope, rating_year.year),
        "crumbs": summary_crumbs(rating_year, scope),
    }
    return render(request, "ratings/summary.html", context)


@policy(Permission.VIEW_SHEETS)
def workbook(request: Request, year: int) -> HttpResponse:
    """A copy to take along holds counts only, no names."""
    try:
        rating_year = year_of(request, year)
    except Elsewhere as elsewhere:
        return views_gathered.workbook(gathered_there(request, year, elsewhere))
    scope = scope_of(request, rating_year)
    name = gettext("summary-%(year)s-%(code)s") % {"year": year, "code": scope.code}
    return attachment(summary_workbook(summary_of(rating_year, scope)), slugify(name))


@policy(Permission.VIEW_SHEETS)
def pick_place(request: Request) -> HttpResponse:
    return rows_found(request, OrganizationFinder(visible_places(request.user)))


def summary_crumbs(rating_year: RatingYear, scope: Organization, *below: Crumb) -> tuple[Crumb, ...]:
    return year_crumbs(rating_year, Crumb(gettext("Summary form"), summary_url(rating_year.year, scope)), *below)

"""The settings of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings import rules
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.sheets import history
from ratings.years.actions import may_undo
from ratings.years.changing import change_year
from ratings.years.dates import official_dates, official_source, usual_dates
from ratings.years.forms import YearForm
from ui.crumbs import Crumb
from ui.forms import accepted

FIRST_YEAR, LAST_YEAR = 2014, 2099


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def settings(request: Request, year: int) -> HttpResponse:
    """Also where a year that does not exist yet is planned."""
    rating_year = RatingYear.objects.filter(year=year).first() or _planned(year)
    form = YearForm(request.POST if request.method == "POST" else None, instance=rating_year)
    if request.method == "POST" and form.is_valid() and _changed(form, request.user):
        messages.success(request, gettext("The settings of %(year)s are saved.") % {"year": year})
        return redirect("ratings:settings", year)
    context = {
        "form": form,
        "rating_year": rating_year,
        "next_year": _next_to_plan(rating_year),
        "may_undo": may_undo(rating_year, request.user),
        "official_dates": official_dates(rating_year),
        "official_source": official_source(),
        "lines": history.lines(rating_year) if rating_year.pk else [],
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Settings"))),
    }
    return render(request, "ratings/settings.html", context, status=422 if form.errors else 200)


def _changed(form: YearForm, by: User) -> bool:
    accepted(form, change_year, rating_year=form.instance, reason=form.cleaned_data["reason"], by=by)
    return form.is_valid()


def _next_to_plan(rating_year: RatingYear) -> int | None:
    following = rating_year.year + 1
    return following if rating_year.pk and not RatingYear.objects.filter(year=following).exists() else None


def _planned(year: int) -> RatingYear:
    if not FIRST_YEAR <= year <= LAST_YEAR or not RatingYear.objects.filter(year__in=(year - 1, year + 1)).exists():
        raise Http404
    return RatingYear(year=year, rule_set=rules.rules_for(year).code, **usual_dates(year))

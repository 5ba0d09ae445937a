"""The settings of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization
from organizations.roots import root_path
from ratings import rules
from ratings.asked_year import years_of
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.sheets import history
from ratings.sheets.year_deeds import label_of, written
from ratings.years.actions import may_undo
from ratings.years.changing import SETTINGS, change_year
from ratings.years.dates import official_dates, official_source, usual_dates
from ratings.years.forms_settings import YearForm
from ui.crumbs import Crumb
from ui.forms import accepted

FIRST_YEAR, LAST_YEAR = 2014, 2099


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def settings(request: Request, year: int) -> HttpResponse:
    """Also where a year that does not exist yet is planned."""
    rating_year = years_of(request.user).filter(year=year).first() or _planned(request.user, year)
    form = YearForm(request.POST if request.method == "POST" else None, instance=rating_year)
    if request.method == "POST" and form.is_valid() and _changed(form, request.user):
        messages.success(request, gettext("The settings of %(year)s are saved.") % {"year": year})
        return redirect("ratings:settings", year)
    context = {
        "form": form,
        "rating_year": rating_year,
        "next_year": _next_to_plan(rating_year),
        "may_undo": may_undo(rating_year, request.user),
        "meanwhile": _meanwhile(form),
        "official_dates": official_dates(year, rating_year.rule_set),
        "official_source": official_source(),
        "lines": history.lines(rating_year) if rating_year.pk else [],
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Settings"))),
    }
    return render(request, "ratings/settings.html", context, status=_status(form))


def _changed(form: YearForm, by: User) -> bool:
    given = {name: form.cleaned_data[name] for name in ("reason", "seen")}
    accepted(form, change_year, rating_year=form.instance, by=by, **given)
    return form.is_valid() and form.stale is None


def _meanwhile(form: YearForm) -> list[tuple[str, str]]:
    """What stands in the year now, where that is not what was typed."""
    if form.stale is None:
        return []
    now = {name: getattr(form.stale, name) for name in SETTINGS}
    return [
        (label_of(name), written(name, value)) for name, value in now.items() if form.cleaned_data.get(name) != value
    ]


def _status(form: YearForm) -> int:
    if form.stale is not None:
        return 409
    return 422 if form.errors else 200


def _next_to_plan(rating_year: RatingYear) -> int | None:
    following = rating_year.year + 1
    return following if rating_year.pk and not rating_year.root.rating_years.filter(year=following).exists() else None


def _planned(user: User, year: int) -> RatingYear:
    """The one before or after those that there are; where there is none but such as came from a file, any."""
    own = years_of(user).filter(brought_in=False)
    near, planned = (year - 1, year + 1), set(own.values_list("year", flat=True))
    if not FIRST_YEAR <= year <= LAST_YEAR or (planned and planned.isdisjoint(near)):
        raise Http404
    root = get_object_or_404(Organization, path=root_path(user))
    return RatingYear(root=root, year=year, rule_set=rules.rules_for(year).code, **usual_dates(year))

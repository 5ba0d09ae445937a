"""Decisions of the year that more than a fifth of one group may be excellent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.pickers import OrganizationFinder
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.progress.standing_over import StandsOver, if_taken_back
from ratings.sheets import history
from ratings.years import raised
from ratings.years.forms_raised import RaiseForm, TakeBackForm
from ratings.years.lists_raised import raised_listed
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.pickers.views import rows_found


@a_list("raised_caps", gettext_lazy("Raised shares"))
@policy(Permission.DECIDE_SHEETS, methods=("GET", "POST"))
def raised_caps(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    form = RaiseForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        done = accepted(form, raised.raise_cap, rating_year=rating_year, by=request.user, **form.cleaned_data)
        if done:
            words = {"group": done.get_group_display(), "name": done.organization.name, "percent": done.percent}
            messages.success(request, gettext("%(name)s, %(group)s: up to %(percent)s%% may be excellent.") % words)
            return redirect("ratings:raised_caps", year)
    return _page(request, rating_year, form, TakeBackForm())


@policy(Permission.DECIDE_SHEETS, methods=("POST",), repeatable=True)
def download(request: Request, year: int) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    rating_year = year_of(request, year)
    listed = raised_listed(request, rating_year)
    return handed_out(request, listed, listed.path, f"ty-le-nang-{year}", note_list("raised_caps", rating_year))


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def take_back(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        done = accepted(form, raised.take_back, rating_year=rating_year, by=request.user, **form.cleaned_data)
        if done:
            words = {"group": done.get_group_display(), "name": done.organization.name}
            messages.success(request, gettext("%(name)s, %(group)s: the share of the rule holds again.") % words)
            _warn(request, if_taken_back(rating_year, [done]).get(done.pk))
            return redirect(raised_listed(request, rating_year).here)
    return _page(request, rating_year, RaiseForm(by=request.user), form)


def _warn(request: Request, over: StandsOver | None) -> None:
    if over is None:
        return
    count = len(over.sheets)
    words = ngettext(
        "%(count)s approved sheet stands over it now; nothing of it changed. The board marks it.",
        "%(count)s approved sheets stand over it now; nothing of them changed. The board marks them.",
        count,
    )
    messages.warning(request, f"{over.words} {words % {'count': count}}")


def _page(request: Request, rating_year: RatingYear, form: RaiseForm, back: TakeBackForm) -> HttpResponse:
    listed = raised_listed(request, rating_year)
    can_change = raised.can_be_raised(rating_year) and rating_year.state != RatingYear.State.CLOSED
    context = {
        "rating_year": rating_year,
        "list": listed,
        "page": listed.page,
        "over": if_taken_back(rating_year, listed.page) if can_change and not listed.wrong else {},
        "form": form,
        "back": back,
        "tried": str(back["raised"].value() or "") if back.is_bound else "",
        "can_be_raised": raised.can_be_raised(rating_year),
        "is_closed": rating_year.state == RatingYear.State.CLOSED,
        "lines": history.told(raised.deeds(rating_year, request.user)),
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Raised shares"))),
    }
    status = 422 if form.errors or back.errors else 200
    return render(request, "ratings/raised_caps.html", context, status=status)


@policy(Permission.DECIDE_SHEETS)
def pick_raised(request: Request) -> HttpResponse:
    return rows_found(request, OrganizationFinder(raised.places(request.user)))

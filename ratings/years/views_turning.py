"""Opening, closing and reopening a year: pages, because they stop or start others' work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings import roster
from ratings.approval.forms import ReopenForm
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear, ReopeningRequest, Sheet
from ratings.notices.years import number_of_recipients
from ratings.years import actions
from ratings.years.closing import missing
from ratings.years.forms import CloseYearForm
from ratings.years.reminding import may_remind, reminded_today, to_remind
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.numbers import format_integer
from ui.refusals import Refused, tell

MANAGES = policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
NAMED = 20


@MANAGES
def open_year(request: Request, year: int) -> HttpResponse:
    """Also where sheets that are missing in an open year are added."""
    rating_year = year_of(request, year)
    if request.method == "POST":
        _open(request, rating_year)
        return redirect("ratings:settings", year)
    laid = roster.to_lay(rating_year)
    context = {
        "count": laid.count(),
        "named": laid.visible_to(request.user, Permission.VIEW_SHEETS).order_by("path")[:NAMED],
        "grassroots": laid.grassroots().count(),
        "come_over": roster.to_come_over(rating_year).count(),
        "still_open": _still_open(rating_year),
    }
    return _page(
        request,
        "ratings/open_year.html",
        rating_year,
        gettext("Open the year for entry")
        if rating_year.state == RatingYear.State.PLANNED
        else gettext("Add missing sheets"),
        context,
    )


def _still_open(rating_year: RatingYear) -> list[RatingYear]:
    """The years before that somebody still works on; `unfinished` counts their sheets that are not approved."""
    undecided = Count("sheets", filter=~Q(sheets__state=Sheet.State.APPROVED))
    years = rating_year.root.rating_years.filter(state=RatingYear.State.OPEN, year__lt=rating_year.year)
    return list(years.annotate(unfinished=undecided).filter(unfinished__gt=0).order_by("-year"))


def _open(request: Request, rating_year: RatingYear) -> None:
    try:
        laid = actions.open_year(rating_year=rating_year, by=request.user)
    except Refused as refused:
        tell(request, refused)
        return
    words = gettext("%(year)s is open; %(count)s sheets were added.")
    messages.success(request, words % {"year": rating_year, "count": format_integer(laid)})


@MANAGES
def close_year(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    if request.method != "POST" and not rating_year.is_open:
        return redirect("ratings:settings", year)
    found = missing(rating_year, request.user)
    form = CloseYearForm(request.POST if request.method == "POST" else None, still_open=found.open)
    if request.method == "POST" and form.is_valid() and _closed(request, form, rating_year):
        return redirect("ratings:settings", year)
    context = {
        "form": form,
        "missing": found,
        "to_remind": to_remind(rating_year) if may_remind(rating_year) else 0,
        "reminded": reminded_today(rating_year),
    }
    return _page(request, "ratings/close_year.html", rating_year, gettext("Close the year"), context)


def _closed(request: Request, form: CloseYearForm, rating_year: RatingYear) -> bool:
    decision = {name: form.cleaned_data[name] for name in ("decision_number", "decided_on", "reason")}
    pending = accepted(form, actions.close_year, rating_year=rating_year, by=request.user, **decision)
    if form.errors:
        return False
    if pending is None:
        words = gettext("%(year)s is not open any more, so nothing was done. What you typed still stands.")
        form.add_error(None, words % {"year": rating_year})
        return False
    _say_closed(request, rating_year, pending)
    return True


def _say_closed(request: Request, rating_year: RatingYear, pending: int) -> None:
    if not pending:
        messages.success(request, gettext("%(year)s is closed; every sheet is approved.") % {"year": rating_year})
        return
    words = ngettext(
        "%(year)s is closed; %(count)s sheet stands still without an approval. You can take that back for 24 hours.",
        "%(year)s is closed; %(count)s sheets stand still without an approval. You can take that back for 24 hours.",
        pending,
    )
    messages.warning(request, words % {"year": rating_year, "count": format_integer(pending)})


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def undo_closing(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    try:
        undone = actions.undo_closing(rating_year=rating_year, by=request.user)
    except Refused as refused:
        tell(request, refused)
    else:
        _say_open_again(request, rating_year, undone)
    return redirect("ratings:settings", year)


def _say_open_again(request: Request, rating_year: RatingYear, done: bool) -> None:
    if done:
        messages.success(request, gettext("%(year)s is open for entry again.") % {"year": rating_year})
    else:
        messages.info(request, gettext("%(year)s was not closed, so nothing was done.") % {"year": rating_year})


@MANAGES
def reopen_year(request: Request, year: int) -> HttpResponse:
    """Asks once more, by which decision and why: what was closed was reported."""
    rating_year = year_of(request, year)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _reopened(form, rating_year, request.user):
        _say_open_again(request, rating_year, True)
        return redirect("ratings:settings", year)
    return _page(request, "ratings/reopen_year.html", rating_year, gettext("Reopen the year"), {"form": form})


def _reopened(form: forms.Form, rating_year: RatingYear, by: User) -> bool:
    done = accepted(form, actions.reopen_year, rating_year=rating_year, by=by, **form.cleaned_data)
    if done is False:
        form.add_error(None, gettext("The year is not closed any more, so nothing was done. Your reason still stands."))
    return bool(done)


def _page(
    request: Request, template: str, rating_year: RatingYear, title: str, context: dict[str, Any]
) -> HttpResponse:
    settings = Crumb(gettext("Settings"), reverse("ratings:settings", args=[rating_year.year]))
    told = number_of_recipients(rating_year, request.user)
    asked = ReopeningRequest.objects.visible_to(request.user).waiting().filter(sheet__rating_year=rating_year)
    shown = {
        "rating_year": rating_year,
        "crumbs": year_crumbs(rating_year, settings, Crumb(title)),
        "told": told,
        "asked": asked.count(),
    }
    form = context.get("form")
    return render(request, template, shown | context, status=422 if form is not None and form.errors else 200)

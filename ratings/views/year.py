"""The board of a year, its settings, and decisions on many sheets at once."""

from __future__ import annotations

import re
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Sector
from organizations.tree import STEP
from ratings import actions, board, history, roster, rules
from ratings.forms import ApproveForm, ReopenYearForm, YearForm
from ratings.models import RatingYear, Sheet

GROUPS_ON_A_PAGE = 20
FIRST_YEAR, LAST_YEAR = 2014, 2099


@policy(Permission.VIEW_SHEETS)
def index(request: Request) -> HttpResponse:
    """The year that is open now, otherwise the last one."""
    years = RatingYear.objects.order_by("-year")
    found = years.filter(state=RatingYear.State.OPEN).first() or years.first()
    if found is None:
        return render(request, "ratings/no_year.html")
    return redirect(found)


@policy(Permission.VIEW_SHEETS)
def year(request: Request, year: int) -> HttpResponse:
    return _board(request, get_object_or_404(RatingYear, year=year))


def _board(
    request: Request, rating_year: RatingYear, form: ApproveForm | None = None, chosen: tuple[str, ...] = ()
) -> HttpResponse:
    asked = asked_of(request)
    everything, shown = standings_shown(request.user, rating_year, asked)
    page = Paginator(board.grouped(shown), GROUPS_ON_A_PAGE).get_page(asked.get("page"))
    context = {
        "rating_year": rating_year,
        "years": _tabs(rating_year),
        "page": page,
        "summary": board.summary(everything),
        "states": board.STATE_CHOICES,
        "sectors": list(Sector.objects.all()),
        "may_filter_sectors": any(len(path) == STEP for path in request.user.paths(Permission.VIEW_SHEETS)),
        "asked": asked,
        "query": _query(asked),
        "may_manage": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "may_approve": any(standing.can_approve for group in page for standing in group),
        "form": form or ApproveForm(),
        "chosen": chosen,
    }
    return render(request, "ratings/year.html", context, status=422 if form else 200)


def _tabs(shown: RatingYear) -> list[tuple[str, str, bool]]:
    years = RatingYear.objects.order_by("-year")
    return [(str(each), each.get_absolute_url(), each == shown) for each in years]


def standings_shown(
    user: User, rating_year: RatingYear, asked: dict[str, str]
) -> tuple[list[board.Standing], list[board.Standing]]:
    """All of the sector that is asked for, and those in the state that is: what the page and its workbook show."""
    visible = roster.rated_organizations(rating_year.year).visible_to(user, Permission.VIEW_SHEETS)
    if asked.get("sector"):
        visible = board.in_sector(visible, asked["sector"])
    everything = board.standings(rating_year, list(visible.order_by("path")), user)
    return everything, [each for each in everything if asked.get("state", "") in ("", *board.states_of(each))]


def asked_of(request: Request) -> dict[str, str]:
    """Only filters that exist; anything else is as if it were not asked."""
    asked = {name: request.GET.get(name, "") for name in ("state", "sector", "page")}
    if asked["state"] not in dict(board.STATE_CHOICES):
        asked["state"] = ""
    return asked


def _query(asked: dict[str, str]) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in asked.items() if value and name != "page"})
    return kept.urlencode()


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def approve_each(request: Request, year: int) -> HttpResponse:
    rating_year = get_object_or_404(RatingYear, year=year)
    form = ApproveForm(request.POST)
    chosen = tuple(request.POST.getlist("sheet"))
    if not chosen:
        form.add_error(None, _("Mark at least one submitted sheet."))
    if not form.is_valid():
        return _board(request, rating_year, form, chosen)
    versions = dict(_pairs(chosen))
    sheets = Sheet.objects.visible_to(request.user, Permission.DECIDE_SHEETS).filter(pk__in=versions)
    related = sheets.filter(rating_year=rating_year).select_related("organization__parent__parent", "rating_year")
    outcomes = actions.approve_each(
        sheets=[(sheet, versions[sheet.pk]) for sheet in related], by=request.user, **form.cleaned_data
    )
    _tell(request, outcomes)
    query = _query(asked_of(request))
    return redirect(f"{rating_year.get_absolute_url()}?{query}" if query else rating_year)


def _pairs(chosen: tuple[str, ...]) -> list[tuple[int, int]]:
    """Each box holds "sheet:version"."""
    found = (re.fullmatch(r"([0-9]{1,15}):([0-9]{1,9})", value) for value in chosen)
    return [(int(match[1]), int(match[2])) for match in found if match]


def _tell(request: Request, outcomes: list[actions.Outcome]) -> None:
    approved = [str(outcome.sheet.organization) for outcome in outcomes if not outcome.why_not]
    if approved:
        messages.success(request, _("Approved: %(names)s.") % {"names": ", ".join(approved)})
    for outcome in outcomes:
        if outcome.why_not:
            said = {"name": outcome.sheet.organization, "why": outcome.why_not}
            messages.error(request, _("Not approved: %(name)s. %(why)s") % said)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def settings(request: Request, year: int) -> HttpResponse:
    """Also where a year that does not exist yet is planned."""
    rating_year = RatingYear.objects.filter(year=year).first() or _planned(year)
    form = YearForm(request.POST or None, instance=rating_year)
    if request.method == "POST" and form.is_valid() and _changed(form, request.user):
        messages.success(request, _("The settings of %(year)s are saved.") % {"year": year})
        return redirect("ratings:settings", year)
    context = {
        "form": form,
        "rating_year": rating_year,
        "next_year": _next_to_plan(rating_year),
        "lines": history.lines(rating_year) if rating_year.pk else [],
        "crumbs": [
            (_("Yearly rating"), reverse("ratings:index")),
            (str(year), reverse("ratings:year", args=[year]) if rating_year.pk else ""),
            (_("Settings"), ""),
        ],
    }
    return render(request, "ratings/settings.html", context, status=422 if form.errors else 200)


def _changed(form: YearForm, by: User) -> bool:
    try:
        actions.change_year(rating_year=form.instance, reason=form.cleaned_data["reason"], by=by)
    except actions.Refused as refused:
        form.add_error(None, list(refused.sentences))
    return form.is_valid()


def _next_to_plan(rating_year: RatingYear) -> int | None:
    following = rating_year.year + 1
    return following if rating_year.pk and not RatingYear.objects.filter(year=following).exists() else None


def _planned(year: int) -> RatingYear:
    if not FIRST_YEAR <= year <= LAST_YEAR or not RatingYear.objects.filter(year__in=(year - 1, year + 1)).exists():
        raise Http404
    return RatingYear(
        year=year,
        rule_set=rules.rules_for(year).code,
        opens_on=date(year, 11, 15),
        cells_due_on=date(year, 12, 20),
        grassroots_due_on=date(year + 1, 1, 10),
        closes_on=date(year + 1, 2, 28),
    )


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def open_year(request: Request, year: int) -> HttpResponse:
    rating_year = get_object_or_404(RatingYear, year=year)
    try:
        laid = actions.open_year(rating_year=rating_year, by=request.user)
    except actions.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    else:
        messages.success(request, _("%(year)s is open; %(count)s sheets were added.") % {"year": year, "count": laid})
    return redirect("ratings:settings", year)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def reopen_year(request: Request, year: int) -> HttpResponse:
    """Asks once more, and why: what was closed was reported."""
    rating_year = get_object_or_404(RatingYear, year=year)
    form = ReopenYearForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if actions.reopen_year(rating_year=rating_year, by=request.user, **form.cleaned_data):
            messages.success(request, _("%(year)s is open for entry again.") % {"year": year})
        return redirect("ratings:settings", year)
    context = {
        "form": form,
        "rating_year": rating_year,
        "crumbs": [
            (_("Yearly rating"), reverse("ratings:index")),
            (str(year), rating_year.get_absolute_url()),
            (_("Settings"), reverse("ratings:settings", args=[year])),
            (_("Reopen"), ""),
        ],
    }
    return render(request, "ratings/reopen_year.html", context, status=422 if form.errors else 200)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def close_year(request: Request, year: int) -> HttpResponse:
    rating_year = get_object_or_404(RatingYear, year=year)
    pending = actions.close_year(rating_year=rating_year, by=request.user)
    if pending is not None:
        said = {"year": year, "count": pending}
        messages.success(request, _("%(year)s is closed; %(count)s sheets are not approved.") % said)
    return redirect("ratings:settings", year)

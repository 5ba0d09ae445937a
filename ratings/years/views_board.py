"""The board of a year, and decisions on many sheets at once."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Sector
from organizations.tree import STEP
from ratings import roster
from ratings.approval import actions as approval_actions
from ratings.approval.forms import APPROVAL, ApproveForm
from ratings.models import RatingYear, Sheet
from ratings.progress import board
from ratings.workbook import actions as workbook_actions
from ratings.years import workbook
from ui import decisions
from ui.components import Tab
from ui.forms import accepted
from ui.workbooks.writing import attachment


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def board_workbook(request: Request, year: int) -> HttpResponse:
    """Exactly what the page's filter, in the query string, shows."""
    rating_year = get_object_or_404(RatingYear, year=year)
    filters = filters_of(request)
    _everything, listed = progress_shown(request.user, rating_year, filters)
    content = workbook.board_workbook(rating_year, listed, _in_words(filters), request.user)
    chosen = {name: filters[name] for name in ("state", "sector") if filters[name]}
    workbook_actions.note_download(target=rating_year, what="year", by=request.user, rows=len(listed), **chosen)
    return attachment(content, f"theo-doi-{year}")


def _in_words(filters: dict[str, str]) -> dict[str, str]:
    sector = Sector.objects.filter(code=filters["sector"]).first()
    words = {
        gettext("State"): str(dict(board.STATE_CHOICES).get(filters["state"], "")),
        gettext("Sector"): str(sector or ""),
    }
    return {name: value for name, value in words.items() if value}


GROUPS_ON_A_PAGE = 20


@policy(Permission.VIEW_SHEETS)
def index(request: Request) -> HttpResponse:
    """The year that is open now, otherwise the last one."""
    years = RatingYear.objects.order_by("-year")
    found = years.filter(state=RatingYear.State.OPEN).first() or years.first()
    if found is None:
        return render(request, "ratings/no_year.html")
    return redirect(found)


@policy(Permission.VIEW_SHEETS)
def show_board(request: Request, year: int) -> HttpResponse:
    return _board(request, get_object_or_404(RatingYear, year=year))


def _board(
    request: Request, rating_year: RatingYear, form: ApproveForm | None = None, chosen: tuple[str, ...] = ()
) -> HttpResponse:
    filters = filters_of(request)
    everything, shown = progress_shown(request.user, rating_year, filters)
    page = Paginator(board.grouped(shown), GROUPS_ON_A_PAGE).get_page(filters.get("page"))
    context = {
        "rating_year": rating_year,
        "years": _tabs(rating_year),
        "page": page,
        "summary": board.summary(everything),
        "states": board.STATE_CHOICES,
        "sectors": list(Sector.objects.all()),
        "may_filter_sectors": any(len(path) == STEP for path in request.user.paths(Permission.VIEW_SHEETS)),
        "filters": filters,
        "query": _query(filters),
        "may_manage": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "may_approve": any(progress.can_approve for group in page for progress in group),
        "form": form or decisions.offer(request, APPROVAL, ApproveForm()),
        "chosen": chosen,
    }
    return render(request, "ratings/year.html", context, status=422 if form else 200)


def _tabs(shown: RatingYear) -> list[Tab]:
    years = RatingYear.objects.order_by("-year")
    return [Tab(str(each), each.get_absolute_url(), each == shown) for each in years]


def progress_shown(
    user: User, rating_year: RatingYear, filters: dict[str, str]
) -> tuple[list[board.Progress], list[board.Progress]]:
    """All of the sector that is asked for, and those in the state that is: what the page and its workbook show."""
    visible = roster.rated_organizations(rating_year.year).visible_to(user, Permission.VIEW_SHEETS)
    if filters.get("sector"):
        visible = board.in_sector(visible, filters["sector"])
    everything = board.progress_of(rating_year, list(visible.order_by("path")), user)
    return everything, [each for each in everything if filters.get("state", "") in ("", *board.states_of(each))]


def filters_of(request: Request) -> dict[str, str]:
    """Only filters that exist; anything else is as if it were not asked."""
    filters = {name: request.GET.get(name, "") for name in ("state", "sector", "page")}
    if filters["state"] not in dict(board.STATE_CHOICES):
        filters["state"] = ""
    return filters


def _query(filters: dict[str, str]) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in filters.items() if value and name != "page"})
    return kept.urlencode()


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def approve_each(request: Request, year: int) -> HttpResponse:
    rating_year = get_object_or_404(RatingYear, year=year)
    form = ApproveForm(request.POST)
    chosen = tuple(request.POST.getlist("sheet"))
    if not chosen:
        form.add_error(None, gettext("Mark at least one submitted sheet."))
    if form.is_valid():
        day = form.cleaned_data["decided_on"]
        accepted(form, approval_actions.not_before_opening, rating_year=rating_year, day=day)
    if form.errors:
        return _board(request, rating_year, form, chosen)
    versions = dict(_pairs(chosen))
    sheets = Sheet.objects.visible_to(request.user, Permission.DECIDE_SHEETS).filter(pk__in=versions)
    related = sheets.filter(rating_year=rating_year).select_related("organization__parent__parent", "rating_year")
    outcomes = approval_actions.approve_each(
        sheets=[(sheet, versions[sheet.pk]) for sheet in related], by=request.user, **form.cleaned_data
    )
    decisions.remember(request, APPROVAL, form.cleaned_data)
    _tell(request, outcomes)
    query = _query(filters_of(request))
    return redirect(f"{rating_year.get_absolute_url()}?{query}" if query else rating_year)


def _pairs(chosen: tuple[str, ...]) -> list[tuple[int, int]]:
    """Each box holds "sheet:version"."""
    found = (re.fullmatch(r"([0-9]{1,15}):([0-9]{1,9})", value) for value in chosen)
    return [(int(match[1]), int(match[2])) for match in found if match]


def _tell(request: Request, outcomes: list[approval_actions.ApprovalOutcome]) -> None:
    approved = [str(outcome.sheet.organization) for outcome in outcomes if not outcome.why_not]
    if approved:
        messages.success(request, gettext("Approved: %(names)s.") % {"names": ", ".join(approved)})
    for outcome in outcomes:
        if outcome.why_not:
            words = {"name": outcome.sheet.organization, "why": outcome.why_not}
            messages.error(request, gettext("Not approved: %(name)s. %(why)s") % words)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections import matrix
from organizations.models import Sector
from reports.dashboard import charts
from reports.dashboard.scope import scope
from reports.models import Term
from reports.scorecard import board
from reports.scorecard.build import scorecard
from reports.scorecard.facts import RatedOrganization
from reports.scorecard.scope import newest_term
from reports.scorecard.standings import rated_organizations
from ui.charts.shapes import HeatCell
from ui.components import Tab
from ui.crumbs import Crumb
from ui.queries import without_page


def tabs(term: Term, name: str = "reports:dashboard") -> list[Tab]:
    return [
        Tab(
            gettext("Term %(term)s") % {"term": each.code.replace("-", " – ")},
            reverse(name, args=[each.code]),
            each.code == term.code,
        )
        for each in Term.objects.order_by("first_year")
    ]


@policy(Permission.VIEW_SCORECARDS)
def index(request: Request) -> HttpResponse:
    if (newest := newest_term(scope(request))) is None:
        raise Http404
    return redirect("reports:dashboard", newest.code)


@policy(Permission.VIEW_SCORECARDS)
def dashboard(request: Request, code: str) -> HttpResponse:
    term, organization = get_object_or_404(Term, code=code), scope(request)
    card = scorecard(term, organization)
    organizations = rated_organizations(organization, term)
    until = min(card.as_of, date(term.last_year, 12, 31))
    return render(
        request,
        "reports/dashboard.html",
        {
            "term": term,
            "card": card,
            "title": board.title(card),
            "rows": board.rows(card),
            "provisional": card.provisional_years,
            "waiting": board.waiting(card),
            "tabs": tabs(term),
            "admissions": charts.admissions(card),
            "level_counts": charts.level_counts(card, organizations),
            "level_map": charts.level_map(card, organizations),
            "organizations": len(organizations),
            "acts": matrix.acts(organization, date(term.first_year, 1, 1), until),
            "can_request": request.user.holds(Permission.REQUEST_REPORTS),
        },
    )


# Levels of all organisations
LEVELS_ON_A_PAGE = 50


class YearCell(NamedTuple):
    year: int
    cell: HeatCell


@dataclass(frozen=True)
class LevelRow:
    id: int
    name: str
    cells: tuple[YearCell, ...]


@policy(Permission.VIEW_SCORECARDS)
def levels(request: Request, code: str) -> HttpResponse:
    term, organization = get_object_or_404(Term, code=code), scope(request)
    sectors = list(Sector.objects.all())
    sector = next((each for each in sectors if each.code == request.GET.get("sector")), None)
    rated = [each for each in rated_organizations(organization, term) if sector is None or each.sector == sector.code]
    page = Paginator(rated, LEVELS_ON_A_PAGE).get_page(request.GET.get("page"))
    path = reverse("reports:levels", args=[term.code])
    ways = [Tab(gettext("All"), path, sector is None)]
    ways += [Tab(each.name, f"{path}?sector={each.code}", each == sector) for each in sectors]
    context = {
        "term": term,
        "term_words": term.code.replace("-", " – "),
        "page": page,
        "rows": [_level_row(each, term) for each in page],
        "query": without_page(request.GET),
        "ways": ways,
        "crumbs": term_crumbs(term),
    }
    return render(request, "reports/levels.html", context)


def _level_row(rated: RatedOrganization, term: Term) -> LevelRow:
    cells = tuple(YearCell(year, charts.heat_cell(rated.standing(year))) for year in term.years)
    return LevelRow(rated.id, rated.name, cells)


def term_crumbs(term: Term) -> tuple[Crumb, ...]:
    """Down to the term: its pages bear their own title."""
    words = gettext("Term %(term)s") % {"term": term.code.replace("-", " – ")}
    return Crumb(gettext("Term targets"), reverse("reports:index")), Crumb(words, term.get_absolute_url())

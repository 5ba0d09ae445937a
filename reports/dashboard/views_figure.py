"""What a figure is made of: the way it is counted, and every record that it adds up."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections.acts import Acts
from inspections.models import CaseQuerySet
from organizations.models import Organization
from reports.dashboard.scope import scope
from reports.dashboard.views import term_crumbs
from reports.indicators.definitions import Admissions, OfProvince, Tallied
from reports.models import Term
from reports.scorecard import board, links, records, wording
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Line, PartFigures, Scorecard, TermFigure, YearFigure
from ui.components import Tab, VerdictWords

# All organisations of the Bloc on one page.
PAGE_SIZE = 100
NO_RECORDS = {"records": "reports/_no_records.html"}


@policy(Permission.VIEW_SCORECARDS)
def figure(request: Request, code: str, indicator: str, year: str) -> HttpResponse:
    term, organization = get_object_or_404(Term, code=code), scope(request)
    card = scorecard(term, organization)
    line = next((line for line in card.lines if line.code == indicator), None)
    if line is None or year not in ("term", *map(str, card.years)):
        raise Http404
    part = next((part for part in line.parts if part.code == request.GET.get("part")), None)
    figures = part or line
    shown, years = _figure(figures, year)
    context = {
        "line": line,
        "part_name": _part_name(line, part),
        "counting": next((each for each in line.indicator.parts if part and each.code == part.code), line.indicator),
        "verdict": _verdict(shown),
        "when": year if year != "term" else "",
        "term": term,
        "figure": shown,
        "value": None if shown.value is None else wording.shown(shown.value, line.unit, figures.bound),
        "reason": getattr(shown, "reason", None),
        "target": figures.target,
        "is_percent": line.unit.value == "percent",
        "years": _year_tabs(card, line, part, year),
        "parts": _part_tabs(card, line, part, year),
        "waiting": [each for each in board.waiting(card) if each.year in years],
        "crumbs": term_crumbs(term),
    }
    return render(request, "reports/figure.html", context | _records(request, card, line, part, years, organization))


def _figure(figures: Line | PartFigures, year: str) -> tuple[YearFigure | TermFigure, list[int]]:
    """The figure, and the years that it adds up."""
    if year == "term":
        return figures.term, [figure.year for figure in figures.years if figure.value is not None]
    return next((figure, [figure.year]) for figure in figures.years if figure.year == int(year))


def _verdict(figure: YearFigure | TermFigure) -> VerdictWords:
    return board.verdict_of(figure) if isinstance(figure, TermFigure) else VerdictWords(figure.verdict.value)


def _part_name(line: Line, part: PartFigures | None) -> str:
    return next((str(each.name) for each in line.indicator.parts if part and each.code == part.code), "")


def _year_tabs(card: Scorecard, line: Line, part: PartFigures | None, year: str) -> list[Tab]:
    query = f"?part={part.code}" if part else ""
    ways = [
        Tab(str(each), links.records_path(card.term, line.code, each) + query, year == str(each)) for each in card.years
    ]
    return [*ways, Tab(gettext("Term"), links.records_path(card.term, line.code) + query, year == "term")]


def _part_tabs(card: Scorecard, line: Line, part: PartFigures | None, year: str) -> list[Tab]:
    path = links.records_path(card.term, line.code, None if year == "term" else int(year))
    shown = part or (line.parts[0] if line.parts else None)
    return [Tab(str(_part_name(line, each)), f"{path}?part={each.code}", each == shown) for each in line.parts]


def _records(
    request: Request,
    card: Scorecard,
    line: Line,
    part: PartFigures | None,
    years: list[int],
    organization: Organization,
) -> dict[str, Any]:
    """The template that lists them, and what it lists."""
    source = line.indicator.source
    if part:
        source = next(each.source for each in line.indicator.parts if each.code == part.code)
    if not years:
        return NO_RECORDS
    match source:
        case Tallied() | OfProvince():
            shares = records.shares(line.indicator, source, years, organization, request.user)
            if not shares:
                return NO_RECORDS
            return {
                "records": "reports/_shares.html",
                "page": _page(request, shares),
                "query": f"part={part.code}" if part else "",
                "numerator": sum(share.numerator for share in shares),
                "denominator": sum(share.denominator or 0 for share in shares),
                "of_province": records.provincial(source, years) if isinstance(source, OfProvince) else [],
                "sheet_year": years[0] if len(years) == 1 else None,
            }
        case Admissions():
            events = records.admissions(years, organization, card.as_of, request.user)
            page = _page(request, events)
            return {"records": "reports/_admissions.html", "page": page} if page else NO_RECORDS
        case Acts():
            return _cases(request, records.cases(source, years, organization, card.as_of))
    raise AssertionError(source)


def _cases(request: Request, found: CaseQuerySet) -> dict[str, Any]:
    """One by one for whoever may look at cases; counts by acting body for everyone else."""
    if not (bodies := records.by_body(found)):
        return NO_RECORDS
    context = {"records": "reports/_cases.html", "bodies": bodies, "acts": sum(each.acts for each in bodies)}
    if not request.user.holds(Permission.VIEW_CASES):
        return context | {"page": None}
    seen = found.visible_to(request.user).select_related("organization", "member", "acting_organization")
    return context | {"page": _page(request, seen.order_by("opened_on", "pk"))}


def _page(request: Request, rows: Any) -> Any:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))

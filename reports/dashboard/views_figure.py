"""What a figure is made of: the way it is counted, and every record that it adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from inspections.acts import Acts
from organizations.models import Organization
from ratings.register.stands import stands, words
from reports.dashboard.chosen import TERM, Chosen, chosen
from reports.dashboard.forebears import years_before
from reports.dashboard.late_entries import late_entries
from reports.dashboard.published import published_of, told
from reports.dashboard.records_list import records_listed
from reports.dashboard.views import term_crumbs
from reports.indicators.definitions import OfProvince, Topic
from reports.indicators.verdicts import Comparison, Verdict
from reports.models import ProvincialFigure
from reports.scorecard import board, later, links, records, wording
from reports.scorecard.figures import YearFigure
from reports.scorecard.records import BodyCount
from reports.scorecard.replanned import late_plans
from reports.scorecard.standings import unrated
from ui.components import Tab, VerdictWords
from ui.lists.pages import ListPage
from ui.queries import one_of
from ui.templatetags.ui import VERDICTS


@a_list("figure_{indicator}", gettext_lazy("Records behind a figure"), ("part", "reading"))
@policy(Permission.VIEW_SCORECARDS)
def figure(request: Request, code: str, indicator: str, year: str) -> HttpResponse:
    found = chosen(request, code, indicator, year)
    shown, line, listed = found.figure, found.line, _records(request, found)
    beside = {} if found.counted_name else published_of(found.term, found.organization)
    context = {
        "line": line,
        "counted_name": found.counted_name if listed["is_understood"] else "",
        "counting": found.counting,
        "explanation": found.explanation,
        "verdict": _verdict(found),
        "term": found.term,
        "figure": shown,
        "value": None if shown.value is None else wording.shown(shown.value, line.unit, found.bound),
        "reason": getattr(shown, "reason", None),
        "target": found.target,
        "is_percent": line.unit.value == "percent",
        "years": _year_tabs(found),
        "late_plans": _late_plans(found),
        "years_before": years_before(found.term, found.organization),
        "parts": _part_tabs(found, listed["is_understood"]),
        "readings": _reading_tabs(found, listed["is_understood"]),
        "late": late_entries(found, request.user) if listed["is_understood"] else None,
        "waiting": [each for each in board.waiting(found.card) if each.year in found.years],
        "unrated": _unrated(found),
        "told": told(beside, found.card, line, found.year),
        "crumbs": term_crumbs(found.term),
    }
    return render(request, "reports/figure.html", context | listed)


@policy(Permission.VIEW_SCORECARDS, methods=("POST",), repeatable=True)
def download_records(request: Request, code: str, indicator: str, year: str) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    found = chosen(request, code, indicator, year)
    if (listed := records_listed(request, found)) is None:
        raise Http404
    if fixed := words(stands(later.fixed_years(found.term, found.years))):
        listed.spec = replace(listed.spec, about=f"{listed.spec.about}. {fixed}")
    note = note_list("records", found.term, indicator=found.line.code, year=found.when)
    return handed_out(request, listed, found.path, f"so-lieu-{indicator}-{year}", note)


def _verdict(found: Chosen) -> VerdictWords:
    """A year that a target of the whole term leaves open shows how the term stands."""
    if isinstance(found.figure, YearFigure) and found.figure.verdict is not Verdict.PENDING:
        return board.verdict_of_year(found.figure)
    of_term = board.verdict_of(found.figures.term)
    if found.year is None:
        return of_term
    words = of_term.label or VERDICTS[of_term.verdict]
    return VerdictWords(of_term.verdict, gettext("Term: %(verdict)s") % {"verdict": words})


def _unrated(found: Chosen) -> Sequence[Organization]:
    """Beside a share of those that are rated, so that all are accounted for."""
    if found.line.indicator.topic not in (Topic.RATINGS, Topic.MEMBERS_RATED) or not found.years:
        return ()
    return unrated(found.organization, found.term, found.years)


def _late_plans(found: Chosen) -> list[str]:
    if found.bound.comparison != Comparison.PLAN:
        return []
    return late_plans(found.term.root.paths, found.line.code, found.years)


def _year_tabs(found: Chosen) -> list[Tab]:
    path = partial(links.records_path, found.card.term, found.line.code, figures=found.figures)
    ways = [Tab(str(each), path(each), found.year == each) for each in found.card.years]
    return [*ways, Tab(gettext("Term"), path(), found.when == TERM)]


def _part_tabs(found: Chosen, is_understood: bool) -> list[Tab]:
    """None of them is current where it is not clear which was meant."""
    parts = found.line.indicator.parts
    shown = found.part.code if found.part else parts[0].code if parts else ""
    return [
        Tab(str(each.name), f"{found.path}?part={each.code}", is_understood and each.code == shown) for each in parts
    ]


def _reading_tabs(found: Chosen, is_understood: bool) -> list[Tab]:
    """The one that is held against the target first."""
    indicator, figures = found.line.indicator, found.line.readings
    if not figures or not indicator.reading:
        return []
    usual = Tab(str(indicator.default_reading), found.path, is_understood and found.reading is None)
    other = links.query_of(figures[0])
    return [usual, Tab(str(indicator.reading.name), f"{found.path}{other}", found.reading is not None)]


def _records(request: Request, found: Chosen) -> dict[str, Any]:
    listed, bodies = records_listed(request, found), _bodies(found)
    if listed is None:
        one_of(request.GET, "part", [part.code for part in found.line.indicator.parts])
        one_of(request.GET, "reading", [each.code for each in found.line.readings])
    return {
        "is_understood": not (listed and listed.wrong),
        "list": listed if listed and _has_rows(listed) else None,
        "bodies": bodies,
        "acts": sum(each.acts for each in bodies),
        "of_province": _of_province(found),
        "page": listed.page if listed else None,
    }


def _has_rows(listed: ListPage) -> bool:
    """Or would have, had it not been narrowed."""
    return bool(listed.count or listed.is_narrowed or listed.wrong)


def _bodies(found: Chosen) -> list[BodyCount]:
    """Counts by acting body, for whoever may not look at single cases, too."""
    if not isinstance(found.source, Acts) or not found.years:
        return []
    return records.by_body(records.acts(found.source, found.years, found.organization, found.card.as_of))


def _of_province(found: Chosen) -> list[ProvincialFigure]:
    return records.provincial(found.source, found.term, found.years) if isinstance(found.source, OfProvince) else []

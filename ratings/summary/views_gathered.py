"""The summary of a year that only roots merged into the one at hand have."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.policy import Request
from organizations.paper_heads import head_of
from organizations.roots import Elsewhere, root_path
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.summary.gathered import Gathered, gathered, tables
from ratings.summary.scope import scope_of
from ratings.summary.workbook import tables_workbook
from ratings.summary.years import year_tabs
from ui.crumbs import Crumb
from ui.moments import moment
from ui.root_addresses import address_of
from ui.workbooks.writing import attachment


def gathered_there(request: Request, year: int, elsewhere: Elsewhere) -> Gathered:
    """Of a whole root and several that became it; what is of one of these alone is looked at there."""
    scope = scope_of(request) if len(elsewhere.roots) > 1 else None
    if scope is None or scope.path != root_path(request.user):
        raise elsewhere
    return gathered(scope, year, elsewhere.roots)


def page(request: Request, found: Gathered) -> HttpResponse:
    head = head_of(found.root)
    context = {
        "gathered": found,
        "organization": found.root,
        "superior": head.superior,
        "place": head.place,
        "tables": tables(found),
        "parts": [(part, address_of(part.organization_id, _summary(found.year))) for part in found.parts],
        "years": year_tabs(found.root, found.root, found.year),
        "taken_at": timezone.now(),
        "crumbs": year_crumbs(RatingYear(year=found.year), Crumb(gettext("Summary form"))),
    }
    return render(request, "ratings/summary_gathered.html", context)


def _summary(year: int) -> str:
    return reverse("ratings:summary", args=[year])


def workbook(found: Gathered) -> HttpResponse:
    """A copy to take along holds counts only, no names."""
    lines = [
        gettext("%(name)s, %(year)s") % {"name": found.root.name, "year": found.year},
        *(f"{part.organization}: {part.rules}" for part in found.parts),
        gettext("Figures of %(taken)s") % {"taken": moment(timezone.now())},
        *(f"{part.organization}: {part.edition.words}" for part in found.parts if part.edition),
        *([gettext("Lines with * are provisional.")] if found.is_provisional else []),
    ]
    name = gettext("summary-%(year)s-%(code)s") % {"year": found.year, "code": found.root.code}
    return attachment(tables_workbook(tables(found), lines), slugify(name))

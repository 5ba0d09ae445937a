"""The levels of all organisations in a term: the page, and its workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from reports.asked_term import term_of
from reports.dashboard.levels import levels_listed
from reports.dashboard.scope import scope
from reports.dashboard.views import term_crumbs
from reports.models import Term
from ui.lists.pages import ListPage


@a_list("levels", gettext_lazy("Levels of organisations"))
@policy(Permission.VIEW_SCORECARDS)
def levels(request: Request, code: str) -> HttpResponse:
    term = term_of(request, code)
    listed = _listed(request, term)
    context = {"title": _title(term), "list": listed, "page": listed.page, "crumbs": term_crumbs(term)}
    return render(request, "reports/levels.html", context)


@policy(Permission.VIEW_SCORECARDS, methods=("POST",), repeatable=True)
def download_levels(request: Request, code: str) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    term = term_of(request, code)
    listed = _listed(request, term)
    return handed_out(request, listed, listed.path, f"muc-xep-loai-{code}", note_list("levels", term))


def _listed(request: Request, term: Term) -> ListPage:
    return levels_listed(request, term, scope(request), _title(term))


def _title(term: Term) -> str:
    return gettext("Levels of organisations, term %(term)s") % {"term": term.code.replace("-", " – ")}

"""The forms of a sheet, to be printed from the browser: all of a cell at once, or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.paper_heads import head_of
from ratings.crumbs import sheet_crumbs
from ratings.grid.material import Material, fetch
from ratings.grounds import TitleGroup
from ratings.models import Sheet
from ratings.printed import texts
from ratings.printed.dossier import dossier_of
from ratings.printed.papers import Paper, collective_paper, forms_of, member_papers
from ratings.rules.forms import Forms
from ui.crumbs import Crumb
from ui.lists.ways import way_back
from ui.queries import one_of

AT_ONCE = 100


@policy(Permission.VIEW_SHEETS)
def forms(request: Request, year: int, organization: int) -> HttpResponse:
    """What there is to print."""
    sheet, known = _asked(request, year, organization)
    cell = sheet.is_cell
    papers = member_papers(Material.of(sheet), known) if cell else []
    untold = any(not each.group_told for each in papers)
    context = {"page": _at_once(request, papers), "untold": untold}
    return _page(request, "ratings/printed/forms.html", sheet, known, context)


@policy(Permission.VIEW_SHEETS)
def members(request: Request, year: int, organization: int) -> HttpResponse:
    sheet, known = _asked(request, year, organization)
    if not sheet.is_cell:
        raise Http404
    group = one_of(request.GET, "group", set(TitleGroup.values))
    papers = member_papers(Material.of(sheet), known, group)
    wanted = one_of(request.GET, "member", {str(each.member.pk) for each in papers if each.member})
    chosen = [each for each in papers if not wanted or (each.member and str(each.member.pk) == wanted)]
    return _page(request, "ratings/printed/members.html", sheet, known, {"page": _at_once(request, chosen)})


@policy(Permission.VIEW_SHEETS)
def collective(request: Request, year: int, organization: int) -> HttpResponse:
    sheet, known = _asked(request, year, organization)
    if not known.collective:
        raise Http404
    papers = [collective_paper(Material.of(sheet), known)]
    return _page(request, "ratings/printed/collective.html", sheet, known, {"papers": papers})


@policy(Permission.VIEW_SHEETS)
def dossier(request: Request, year: int, organization: int) -> HttpResponse:
    sheet, known = _asked(request, year, organization)
    if not known.dossier:
        raise Http404
    items = list(zip(texts.DOSSIER, dossier_of(sheet).values(), strict=True))
    mine = Sheet.objects.visible_to(request.user, Permission.EDIT_SHEETS).filter(pk=sheet.pk)
    may_edit = sheet.rating_year.is_open and mine.exists()
    return _page(request, "ratings/printed/dossier.html", sheet, known, {"items": items, "may_edit": may_edit})


def _at_once(request: Request, papers: Sequence[Paper]) -> Page[Paper]:
    """What a browser lays out and a printer takes in one go; a cell of the usual size is one page."""
    return Paginator(papers, AT_ONCE).get_page(request.GET.get("page"))


def _asked(request: Request, year: int, organization: int) -> tuple[Sheet, Forms]:
    """404 where the guide's forms were not seen, as for a sheet that is not there for this person."""
    sheet = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    known = forms_of(sheet)
    if known is None:
        raise Http404
    return sheet, known


def _page(request: Request, template: str, sheet: Sheet, known: Forms, more: dict[str, Any]) -> HttpResponse:
    head = head_of(sheet)
    context = {
        "sheet": sheet,
        "forms": known,
        "superior": head.reports_to,
        "place": head.place,
        "local_rules": sheet.rating_year.local_rules,
        "crumbs": sheet_crumbs(sheet, Crumb(gettext("Printed forms"))),
        "back": way_back(request),
        **more,
    }
    return render(request, template, context)

"""All cells of a committee in one grid: one page, one save."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.grid.cells import Cells, Posted
from ratings.grid.cells_page import CellsPage, cells_page
from ratings.grid.filling import filled
from ratings.grid.material import fetch
from ratings.grid.moved_on import moved_on
from ratings.models import Sheet
from ratings.sheets import saving
from ui.lists.ways import kept, way_back
from ui.moments import moment
from ui.refusals import Refused, Stale, tell
from ui.words import named


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def edit_cells(request: Request, year: int, organization: int) -> HttpResponse:
    committee = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    if committee.is_cell:
        raise Http404
    found = Cells.of(committee, request.user)
    if request.method == "POST":
        return fill(request, found) if "fill" in request.POST else save(request, found)
    return _page(request, cells_page(found))


def fill(request: Request, found: Cells) -> HttpResponse:
    """The page as it was typed, with its empty places filled; nothing is saved."""
    if not found.mine:
        raise Http404
    typed = request.POST.dict()
    return _again(request, found, found.read(typed | filled(typed, found.keys_here, typed["fill"])), 200)


def save(request: Request, found: Cells) -> HttpResponse:
    if not found.mine:
        raise Http404
    posted = found.read(request.POST)
    if any(each.typed.errors and not each.cell.can_edit for each in posted):
        return moved_on(request)
    if any(each.typed.errors for each in posted):
        return _again(request, found, posted, 422)
    entries = [each.saving for each in posted if each.changed]
    try:
        touched = saving.save_sheets(entries=entries, by=request.user)
    except Stale:
        committee = found.committee
        now = Cells.of(
            fetch(request.user, committee.rating_year.year, committee.organization_id, Permission.VIEW_SHEETS),
            request.user,
        )
        return _again(request, now, now.read(request.POST), 409)
    except Refused as refused:
        tell(request, refused)
        return _again(request, found, posted, 409)
    _tell(request, touched)
    address = reverse("ratings:cells", args=[found.committee.rating_year.year, found.committee.organization_id])
    return redirect(kept(request, address))


def _tell(request: Request, touched: Sequence[Sheet]) -> None:
    if not touched:
        messages.info(request, gettext("Nothing was changed, so nothing was saved."))
        return
    words = {"moment": moment(touched[0].saved_at), "names": named([sheet.name for sheet in touched])}
    messages.success(request, gettext("Saved at %(moment)s: %(names)s.") % words)


def _again(request: Request, found: Cells, posted: Sequence[Posted], status: int) -> HttpResponse:
    return _page(request, cells_page(found, posted), status)


def _page(request: Request, page: CellsPage, status: int = 200) -> HttpResponse:
    return render(request, "ratings/cells.html", {"page": page, "back": way_back(request)}, status=status)

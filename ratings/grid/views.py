"""The sheet of one organisation: entry, conflict, draft."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.crumbs import sheet_crumbs
from ratings.grid.conflict import conflict
from ratings.grid.filling import LAST_YEAR, PRESENT, filled
from ratings.grid.last_year import COPIED, levels_of_last_year
from ratings.grid.material import Material, fetch, names_of
from ratings.grid.moved_on import moved_on
from ratings.grid.page import SheetPage, sheet_page
from ratings.grid.reading import Typed, read_version
from ratings.models import Sheet
from ratings.sheets import saving
from ratings.sheets.entry import changes
from ui.characters import is_storable
from ui.crumbs import Crumb
from ui.lists.ways import kept, way_back
from ui.moments import moment
from ui.refusals import Refused, Stale, tell

DRAFT_BYTES = 512 * 1024


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def edit_sheet(request: Request, year: int, organization: int) -> HttpResponse:
    if request.method == "POST":
        answer = fill if "fill" in request.POST else save
        return answer(request, fetch(request.user, year, organization, Permission.EDIT_SHEETS))
    found = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    page = sheet_page(Material.of(found), request.user)
    return _page(request, page)


def save(request: Request, found: Sheet) -> HttpResponse:
    material = Material.of(found)
    version = version_of(request)
    typed = material.read(_with_choices(request))
    if typed.errors and not found.is_editable:
        return moved_on(request)
    if answer := not_saved(request, material, typed, version, partial(_again, request, material, typed, version)):
        return answer
    saving.discard_draft(sheet=found, by=request.user)
    target = "ratings:review" if request.POST.get("then") == "review" else "ratings:sheet"
    return redirect(kept(request, reverse(target, args=[found.rating_year.year, found.organization_id])))


def fill(request: Request, found: Sheet) -> HttpResponse:
    """What is typed becomes a draft with its empty places filled: nothing is saved, and nothing is lost."""
    if not found.is_editable:
        return moved_on(request)
    material, typed, way = Material.of(found), request.POST.dict(), request.POST["fill"]
    added = filled(typed, material.keys_here, way, _given(typed, way, material))
    if way == LAST_YEAR:
        typed[COPIED] = " ".join(name.split("-")[0] for name in added)
    saving.keep_draft(sheet=found, version=version_of(request), fields=_of_rows(typed | added), by=request.user)
    messages.info(request, gettext("Filled: %(count)s. Nothing is saved yet.") % {"count": len(added)})
    return redirect(kept(request, reverse("ratings:sheet", args=[found.rating_year.year, found.organization_id])))


def _of_rows(fields: Mapping[str, str]) -> dict[str, str]:
    """As saving does: what no database keeps is left out."""
    return {name: value.replace("\x00", "") for name, value in fields.items() if "-" in name and is_storable(name)}


def _given(typed: Mapping[str, str], way: str, material: Material) -> dict[str, str]:
    if way == LAST_YEAR:
        return levels_of_last_year(material.sheet)
    present = next((number for key in material.keys_here if (number := typed.get(f"{key}-ballot_present", ""))), "")
    return dict.fromkeys(material.keys_here, present.strip()) if way == PRESENT else {}


def not_saved(
    request: Request, material: Material, typed: Typed, version: int, again: Callable[[int], HttpResponse]
) -> HttpResponse | None:
    """None where it was saved, or nothing of it is new. `again` draws the page with what was typed, under a status."""
    if typed.errors:
        return again(422)
    found = material.sheet
    if found.is_editable and not changes(material.stored, typed.entry):
        messages.info(request, gettext("Nothing here is new, so nothing was saved."))
        return None
    try:
        saving.save_rows(sheet=found, rows=typed.entry, version=version, by=request.user)
    except Stale:
        return conflict_answer(request, found, version, typed)
    except Refused as refused:
        tell(request, refused)
        found.rating_year.refresh_from_db()
        return again(409) if found.is_editable else conflict_answer(request, found, version, typed)
    messages.success(request, gettext("Saved at %(moment)s.") % {"moment": moment(found.saved_at)})
    return None


def version_of(request: Request) -> int:
    """What the page was built from."""
    return read_version(request.POST.get("version", ""))


def _with_choices(request: Request) -> dict[str, str]:
    """The posted fields, without rows for which the conflict page says to keep what the other wrote."""
    fields = request.POST.dict()
    kept = {
        name.removeprefix("pick-") for name, value in fields.items() if name.startswith("pick-") and value == "theirs"
    }
    return {name: value for name, value in fields.items() if name.split("-")[0] not in kept}


def _again(request: Request, material: Material, typed: Typed, version: int, status: int) -> HttpResponse:
    return _page(request, sheet_page(material, request.user, typed=typed, version=version), status)


def _page(request: Request, page: SheetPage, status: int = 200) -> HttpResponse:
    return render(request, "ratings/sheet.html", {"page": page, "back": way_back(request)}, status=status)


def conflict_answer(request: Request, found: Sheet, version: int, typed: Typed) -> HttpResponse:
    found = fetch(request.user, found.rating_year.year, found.organization_id, Permission.EDIT_SHEETS)
    material = Material.of(found)
    made = conflict(found, version, typed, material.stored, names_of(material), request.user)
    context = {"conflict": made, "sheet": found, "crumbs": sheet_crumbs(found, Crumb(made.what))}
    return render(request, "ratings/conflict.html", context, status=409)


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def draft(request: Request, year: int, organization: int) -> HttpResponse:
    """Keep what is typed; asked by the page's script every few seconds."""
    found = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    fields = _draft_fields(request)
    if fields is None or not found.is_editable:
        return JsonResponse({"error": gettext("This draft cannot be kept.")}, status=400)
    version = read_version(fields.pop("version", ""))
    now = saving.keep_draft(sheet=found, version=version, fields=fields, by=request.user)
    return JsonResponse({"kept": f"{timezone.localtime(now.kept_at):%H:%M}"})


def _draft_fields(request: Request) -> dict[str, str] | None:
    if request.content_type != "application/json" or len(request.body) > DRAFT_BYTES:
        return None
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    plain = isinstance(fields, dict) and all(
        isinstance(value, str) and is_storable(name + value) for name, value in fields.items()
    )
    return fields if plain else None


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def discard(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    saving.discard_draft(sheet=found, by=request.user)
    messages.success(request, gettext("The unsaved draft is gone; this is what was saved last."))
    return redirect(kept(request, reverse("ratings:sheet", args=[year, organization])))

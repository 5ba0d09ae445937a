"""One row of a sheet on a page of its own: points, tasks and grounds."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.grid import row_page, unsaved
from ratings.grid.material import Material, fetch
from ratings.grid.moved_on import moved_on
from ratings.grid.reading import Typed, read_row
from ratings.grid.title_groups import filled
from ratings.grid.views import not_saved, version_of
from ratings.models import Sheet
from ratings.sheets import saving
from ratings.sheets.entry import Entry
from ui.lists.ways import kept
from ui.refusals import Refused, Stale, tell

LOCKED = gettext_noop("The sheet can no longer be changed: it is submitted or approved, or the year is closed.")


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def edit_row(request: Request, year: int, organization: int, key: str) -> HttpResponse:
    if request.method == "POST":
        return _save(request, fetch(request.user, year, organization, Permission.EDIT_SHEETS), key)
    material = Material.of(fetch(request.user, year, organization, Permission.VIEW_SHEETS))
    page = row_page.row_page(material, request.user, key, unsaved.rows(material, request.user))
    return render(request, "ratings/row.html", {"page": page})


def _save(request: Request, found: Sheet, key: str) -> HttpResponse:
    material = Material.of(found)
    if not row_page.may_change(material, request.user, key) or key not in row_page.keys_of(material):
        return moved_on(request)
    now, version, before = unsaved.rows(material, request.user), version_of(request), found.version
    typed = read_row(request.POST, key=key, sheet=found, stored=now)
    again = partial(_again, request, material, key, typed, version)
    if answer := not_saved(request, material, typed, version, again):
        return answer
    unsaved.carry(found, request.user, [f"{key}-"], since=before)
    return redirect(_onward(request, material, key))


def _again(request: Request, material: Material, key: str, typed: Typed, version: int, status: int) -> HttpResponse:
    page = row_page.row_page(material, request.user, key, material.stored, typed=typed, version=version)
    return render(request, "ratings/row.html", {"page": page}, status=status)


def _onward(request: Request, material: Material, key: str) -> str:
    at, keys = [material.sheet.rating_year.year, material.sheet.organization_id], row_page.keys_of(material)
    after = keys[keys.index(key) + 1 :][:1] if request.POST.get("then") == "next" else []
    if after:
        return kept(request, reverse("ratings:row", args=[*at, after[0]]))
    return f"{kept(request, reverse('ratings:sheet', args=at))}#{key}"


@policy(Permission.EDIT_SHEETS, methods=("POST",))
def fill_groups(request: Request, year: int, organization: int) -> HttpResponse:
    """Every empty group of titles, as the members' positions suggest."""
    found = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    material = Material.of(found)
    if not row_page.keys_of(material):
        raise Http404
    if not found.is_editable:
        messages.error(request, gettext(LOCKED))
    elif rows := filled(material.participants, material.stored, material.sheet.rating_year.year):
        _fill(request, found, rows)
    else:
        messages.info(request, gettext("Every member has a group of titles already: nothing was changed."))
    return redirect(kept(request, reverse("ratings:sheet", args=[year, organization])))


def _fill(request: Request, found: Sheet, rows: Entry) -> None:
    before = found.version
    try:
        saving.save_rows(sheet=found, rows=rows, version=found.version, by=request.user)
    except Stale:
        found.refresh_from_db(fields=["state"])
        again = gettext("This sheet was saved on another page at this moment. Look at it, and press again.")
        messages.error(request, again if found.is_editable else gettext(LOCKED))
        return
    except Refused as refused:
        tell(request, refused)
        return
    unsaved.carry(found, request.user, [], since=before)
    words = ngettext(
        "The group of titles of %(count)s member was filled from the position. Please look it through.",
        "The groups of titles of %(count)s members were filled from their positions. Please look them through.",
        len(rows),
    )
    messages.success(request, words % {"count": len(rows)})

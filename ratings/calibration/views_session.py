"""The session that changes levels, and its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization
from organizations.paper_heads import head_of
from ratings.asked_year import year_of
from ratings.calibration.actions import calibrate
from ratings.calibration.forms import SessionForm
from ratings.calibration.page import SheetRows, changes_of, in_words, left_over, rows_of
from ratings.calibration.views import root_of, side_crumbs
from ratings.models import CalibrationSession, RatingYear, Sheet
from ratings.transitions import Transition, refusal
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept
from ui.queries import pk_of
from ui.refusals import Stale
from ui.words import named
from ui.wrong import WrongAt

SHEETS_IN_A_SESSION = 20


@policy(Permission.DECIDE_SHEETS, methods=("GET", "POST"))
def record(request: Request, year: int) -> HttpResponse:
    rating_year, root = year_of(request, year), root_of(request.user)
    sheets, moved = _chosen(request, rating_year, root)
    form = SessionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _record_page(request, rating_year, [rows_of(sheet, {}) for sheet in sheets], form)
    listed = [rows_of(sheet, request.POST) for sheet in sheets]
    if left := left_over(request.POST, listed, [rows_of(sheet, request.POST) for sheet in moved]):
        form.add_error(None, _moved_on(moved))
        return _record_page(request, rating_year, listed, form, left, status=409)
    _tell_reasons(form, listed)
    try:
        if session := form.is_valid() and _recorded(form, rating_year, root, listed, request.user):
            messages.success(request, gettext("The session is recorded and the levels are changed."))
            return redirect(kept(request, session.get_absolute_url()))
    except Stale:
        form.add_error(None, gettext("A sheet changed while you were writing. Look at its levels again, then record."))
        fresh = [rows_of(sheet, request.POST, version=sheet.version) for sheet in sheets]
        return _record_page(request, rating_year, fresh, form, status=409)
    return _record_page(request, rating_year, listed, form, status=422)


def _moved_on(moved: Sequence[Sheet]) -> str:
    names = named([sheet.name for sheet in moved]) or gettext("a row")
    return gettext("No longer to be changed by this session: %(names)s. Nothing is recorded yet.") % {"names": names}


def _tell_reasons(form: SessionForm, listed: Sequence[SheetRows]) -> None:
    for sheet, row in ((of.sheet, row) for of in listed for row in of.rows):
        if row.wrong_level:
            form.add_error(None, WrongAt(row.wrong_level, f"level-{sheet.pk}-{row.key}"))
        if row.wrong_reason:
            form.add_error(None, WrongAt(f"{row.name}: {row.wrong_reason}", f"reason-{sheet.pk}-{row.key}"))


def _recorded(
    form: SessionForm, rating_year: RatingYear, root: Organization, listed: Sequence[SheetRows], by: User
) -> CalibrationSession | None:
    place = {"rating_year": rating_year, "organization": root}
    return accepted(form, calibrate, **place, changes=changes_of(listed), by=by, **form.cleaned_data)


def _chosen(request: Request, rating_year: RatingYear, root: Organization) -> tuple[list[Sheet], list[Sheet]]:
    """Of the sheets marked on the page before those that may be changed, and those that moved on; 404 for any other."""
    given = request.POST if request.method == "POST" else request.GET
    ids = {pk_of(value) or 0 for value in given.getlist("sheet")}
    sheets = (
        Sheet.objects.visible_to(request.user, Permission.DECIDE_SHEETS)
        .filter(rating_year=rating_year, parent=root, pk__in=ids)
        .select_related("organization", "parent", "rating_year__root")
    )
    found = list(sheets)
    if len(found) != len(ids):
        raise Http404
    moved = [sheet for sheet in found if refusal(sheet, Transition.APPROVE, request.user)]
    return [sheet for sheet in found if sheet not in moved][:SHEETS_IN_A_SESSION], moved[:SHEETS_IN_A_SESSION]


def _record_page(
    request: Request,
    rating_year: RatingYear,
    listed: Sequence[SheetRows],
    form: SessionForm,
    left: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "rating_year": rating_year,
        "listed": listed,
        "left": left,
        "form": form,
        "crumbs": side_crumbs(rating_year, Crumb(gettext("Record a session"))),
    }
    return render(request, "ratings/calibration_record.html", context, status=status)


@policy(Permission.VIEW_SHEETS)
def minutes(request: Request, year: int, session: int) -> HttpResponse:
    visible = CalibrationSession.objects.visible_to(request.user).select_related("rating_year", "organization__parent")
    found = get_object_or_404(visible, pk=session, rating_year__year=year, organization=root_of(request.user))
    changes = found.changes.select_related("sheet__organization", "sheet__rating_year", "member")
    context = {
        "session": found,
        "rating_year": found.rating_year,
        "changes": [in_words(change) for change in changes],
        "place": head_of(found.organization).place,
        "crumbs": side_crumbs(found.rating_year, Crumb(gettext("Minutes"))),
    }
    return render(request, "ratings/calibration_minutes.html", context)

"""The brief and the deeds: one address for each deed, asked of the server by a form on the brief."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.approval import actions
from ratings.approval.forms import ApproveForm, CommentForm, ReopenForm, ReturnForm, SubmitForm
from ratings.approval.review import review_of
from ratings.grid.page import Material, crumbs, fetch, sheet_page
from ratings.grid.views import version_of
from ratings.models import Sheet
from ui import refusals
from ui.moments import moment

FORMS: dict[str, type[forms.Form]] = {
    "submit": SubmitForm,
    "return": ReturnForm,
    "approve": ApproveForm,
    "reopen": ReopenForm,
    "comment": CommentForm,
}


@policy(Permission.VIEW_SHEETS)
def review(request: Request, year: int, organization: int) -> HttpResponse:
    return _show(request, fetch(request.user, year, organization, Permission.VIEW_SHEETS))


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def submit(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.SUBMIT_SHEETS)
    answer = _deed(request, found, "submit", actions.submit, _("Submitted. The committee above sees it now."))
    done = answer.status_code == HTTPStatus.FOUND
    return answer if done else _submitted_already(request, found) or answer


def _submitted_already(request: Request, found: Sheet) -> HttpResponse | None:
    """Of two who submit at once the second is told what happened, not that something went wrong."""
    now = fetch(request.user, found.rating_year.year, found.organization_id, Permission.VIEW_SHEETS)
    if now.state != Sheet.State.SUBMITTED or not now.submitted_by or not now.submitted_at:
        return None
    said = {"name": now.submitted_by.full_name, "moment": moment(now.submitted_at)}
    messages.info(request, _("%(name)s submitted this sheet already, at %(moment)s.") % said)
    return redirect("ratings:review", found.rating_year.year, found.organization_id)


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def withdraw(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.SUBMIT_SHEETS)
    return _deed(request, found, "", actions.withdraw, _("Withdrawn. The sheet can be changed again."))


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def return_(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.DECIDE_SHEETS)
    remarks = {
        name.removeprefix("remark-"): str(value)[:500]
        for name, value in request.POST.items()
        if name.startswith("remark-") and str(value).strip()
    }
    done = _("Returned. The organisation sees the reason and the remarks.")
    return _deed(request, found, "return", actions.return_, done, remarks=remarks)


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def approve(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.DECIDE_SHEETS)
    return _deed(request, found, "approve", actions.approve, _("Approved. The figures of the year count it now."))


@policy(Permission.REOPEN_SHEETS, methods=("POST",))
def reopen(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.REOPEN_SHEETS)
    return _deed(request, found, "reopen", actions.reopen, _("Reopened. The organisation can correct it."))


@policy(Permission.VIEW_SHEETS, methods=("POST",))
def comment(request: Request, year: int, organization: int) -> HttpResponse:
    found = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    form = CommentForm(request.POST, prefix="comment")
    if not form.is_valid():
        return _show(request, found, comment=form)
    actions.comment(sheet=found, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Your comment stands in the history of the sheet."))
    return redirect("ratings:review", year, organization)


def _deed(
    request: Request, found: Sheet, form_name: str, act: Callable[..., None], done: str, **more: Any
) -> HttpResponse:
    """Form, action, message: back to the brief with everything typed when something stands against it."""
    values: dict[str, Any] = {}
    bound: dict[str, Any] = {}
    if form_name:
        form = FORMS[form_name](request.POST, prefix=form_name)
        bound = {form_name: form}
        if not form.is_valid():
            return _show(request, found, **bound)
        values = form.cleaned_data
    try:
        act(sheet=found, version=version_of(request), by=request.user, **values, **more)
    except refusals.Refused as refused:
        again = fetch(request.user, found.rating_year.year, found.organization_id, Permission.VIEW_SHEETS)
        return _show(request, again, refused=refused.sentences, **bound)
    except refusals.Stale:
        again = fetch(request.user, found.rating_year.year, found.organization_id, Permission.VIEW_SHEETS)
        changed = _("The sheet changed while you were reading. This is how it stands now: look at it again.")
        return _show(request, again, status=409, refused=(changed,), **bound)
    messages.success(request, done)
    return redirect("ratings:review", found.rating_year.year, found.organization_id)


def _show(
    request: Request, found: Sheet, *, refused: tuple[str, ...] = (), status: int = 0, **bound: forms.Form
) -> HttpResponse:
    material = Material.of(found)
    page = sheet_page(material, request.user, restore=False)
    deeds = {answer.deed.value: answer for answer in page.answers}
    remarks = [(line, request.POST.get(f"remark-{line.key}", line.remark)) for line in [*page.lines, page.own]]
    context = {
        "page": page,
        "sheet": found,
        "brief": review_of(material, [*page.lines]),
        "crumbs": crumbs(found, _("Brief")),
        "deeds": deeds,
        "barred": [answer for answer in page.answers if not answer.allowed],
        "refused": refused,
        "wrong": [(name, said) for name, form in bound.items() for errors in form.errors.values() for said in errors],
        "remarks": remarks,
        "has_remarks": any(typed for _line, typed in remarks),
        **{f"{name}_form": bound.get(name) or _fresh(name, page.needs_justification, found) for name in FORMS},
    }
    return render(request, "ratings/review.html", context, status=status or (422 if refused or bound else 200))


def _fresh(name: str, needs_justification: bool, found: Sheet) -> forms.Form:
    if name == "submit":
        initial = {"justification": found.justification}
        return SubmitForm(prefix="submit", needed=needs_justification, initial=initial)
    return FORMS[name](prefix=name)

"""The brief and the transitions: one address for each, asked of the server by a form on the brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.approval import actions
from ratings.approval.brief import barred, brief_of
from ratings.approval.forms import APPROVAL, REMARKS, ApproveForm, CommentForm, ReopenForm, ReturnForm, SubmitForm
from ratings.approval.readiness import to_explain
from ratings.crumbs import sheet_crumbs
from ratings.findings import EXPLAINED_IN
from ratings.grid.grid_row import GridRow
from ratings.grid.material import Material, fetch
from ratings.grid.page import SheetPage, sheet_page
from ratings.grid.views import version_of
from ratings.models import Sheet
from ratings.transitions import Transition
from ui import decisions
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, way_back
from ui.moments import moment
from ui.refusals import Stale


class Remark(NamedTuple):
    row: GridRow
    typed: str
    wrong: str


class ApprovalStep(NamedTuple):
    """A transition as a person asks for it: what is typed, what is done, and what is said when it is done."""

    form: type[forms.Form]
    action: Callable[..., None]
    done: str | Promise


STEPS: Mapping[Transition, ApprovalStep] = {
    Transition.SUBMIT: ApprovalStep(SubmitForm, actions.submit, _("Submitted. The committee above sees it now.")),
    Transition.WITHDRAW: ApprovalStep(forms.Form, actions.withdraw, _("Withdrawn. The sheet can be changed again.")),
    Transition.RETURN: ApprovalStep(
        ReturnForm, actions.return_, _("Returned. The organisation sees the reason and the remarks.")
    ),
    Transition.APPROVE: ApprovalStep(
        ApproveForm, actions.approve, _("Approved. The figures of the year count it now.")
    ),
    Transition.REOPEN: ApprovalStep(ReopenForm, actions.reopen, _("Reopened. The organisation can correct it.")),
}
FORMS: Mapping[str, type[forms.Form]] = {
    **{transition.value: step.form for transition, step in STEPS.items()},
    "comment": CommentForm,
}


@policy(Permission.VIEW_SHEETS)
def review(request: Request, year: int, organization: int) -> HttpResponse:
    return _show(request, fetch(request.user, year, organization, Permission.VIEW_SHEETS))


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def submit(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.SUBMIT_SHEETS)
    answer = _move(request, sheet, Transition.SUBMIT)
    done = answer.status_code == HTTPStatus.FOUND
    return answer if done else _submitted_already(request, sheet) or answer


def _submitted_already(request: Request, found: Sheet) -> HttpResponse | None:
    """Of two who submit at once the second is told what happened, not that something went wrong."""
    now = fetch(request.user, found.rating_year.year, found.organization_id, Permission.VIEW_SHEETS)
    if now.state != Sheet.State.SUBMITTED or not now.submitted_by or not now.submitted_at:
        return None
    if any(request.POST.get(f"submit-{name}", "").strip() not in ("", getattr(now, name)) for name in EXPLAINED_IN):
        return None
    words = {"name": now.submitted_by.full_name, "moment": moment(now.submitted_at)}
    messages.info(request, gettext("%(name)s submitted this sheet already, at %(moment)s.") % words)
    return _to_brief(request, found.rating_year.year, found.organization_id)


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def withdraw(request: Request, year: int, organization: int) -> HttpResponse:
    return _move(request, fetch(request.user, year, organization, Permission.SUBMIT_SHEETS), Transition.WITHDRAW)


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def return_(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.DECIDE_SHEETS)
    return _move(request, sheet, Transition.RETURN)


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def approve(request: Request, year: int, organization: int) -> HttpResponse:
    return _move(request, fetch(request.user, year, organization, Permission.DECIDE_SHEETS), Transition.APPROVE)


@policy(Permission.REOPEN_SHEETS, methods=("POST",))
def reopen(request: Request, year: int, organization: int) -> HttpResponse:
    return _move(request, fetch(request.user, year, organization, Permission.REOPEN_SHEETS), Transition.REOPEN)


@policy(Permission.VIEW_SHEETS, methods=("POST",))
def comment(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    form = CommentForm(request.POST, prefix="comment")
    if not form.is_valid():
        return _show(request, sheet, form, status=422)
    if actions.comment(sheet=sheet, text=form.cleaned_data["text"], by=request.user):
        messages.success(request, gettext("Your comment stands in the history of the sheet."))
    else:
        messages.info(request, gettext("This comment stands in the history of the sheet already."))
    return _to_brief(request, year, organization)


def _move(request: Request, sheet: Sheet, transition: Transition) -> HttpResponse:
    """Form, action, message: back to the brief with everything typed when something stands against it."""
    step, status = STEPS[transition], 422
    form = step.form(request.POST, prefix=transition.value)
    if not form.is_valid():
        return _show(request, sheet, form, status)
    values = {"version": version_of(request), "by": request.user, **form.cleaned_data}
    if isinstance(form, ReturnForm):
        values["remarks"] = form.remarks
    try:
        accepted(form, step.action, sheet=sheet, **values)
    except Stale:
        form.add_error(
            None, gettext("The sheet changed while you were reading. This is how it stands now: look at it again.")
        )
        status = 409
    year, organization = sheet.rating_year.year, sheet.organization_id
    if form.errors:
        return _show(request, fetch(request.user, year, organization, Permission.VIEW_SHEETS), form, status)
    if transition == Transition.APPROVE:
        decisions.remember(request, APPROVAL, form.cleaned_data)
    messages.success(request, str(step.done))
    return _to_brief(request, year, organization)


def _to_brief(request: Request, year: int, organization: int) -> HttpResponse:
    return redirect(kept(request, reverse("ratings:review", args=[year, organization])))


def _show(request: Request, sheet: Sheet, typed: forms.Form | None = None, status: int = 200) -> HttpResponse:
    """The brief, with what was typed into one of its forms."""
    material = Material.of(sheet)
    page = sheet_page(material, request.user, restore=False)
    remarks = [_remark(request, line, typed) for line in [*page.lines, page.own]]
    forms_of_page = {name: _fresh(name, sheet) for name in FORMS}
    decisions.offer(request, APPROVAL, forms_of_page[Transition.APPROVE])
    if typed is not None:
        forms_of_page[str(typed.prefix)] = typed
    _mark_needed(forms_of_page[Transition.SUBMIT], page)
    context = {
        "page": page,
        "sheet": sheet,
        "brief": brief_of(material, page),
        "crumbs": sheet_crumbs(sheet, Crumb(gettext("Brief"))),
        "back": way_back(request),
        "transitions": {answer.transition.value: answer for answer in page.answers},
        "barred": barred(page.answers),
        "appeals": sheet.appeals.select_related("member", "sheet__rating_year", "sheet__organization"),
        "reratings": sheet.reratings.select_related("member", "sheet__rating_year", "sheet__organization"),
        "typed": typed,
        "is_drawn": _is_drawn(page, typed),
        "unused": _unused(page, typed, remarks),
        "remarks": remarks,
        "has_remarks": any(remark.typed for remark in remarks),
        **{f"{name}_form": form for name, form in forms_of_page.items()},
    }
    return render(request, "ratings/review.html", context, status=status)


def _remark(request: Request, line: GridRow, typed: forms.Form | None) -> Remark:
    wrong = typed.wrong_remarks.get(line.key, "") if isinstance(typed, ReturnForm) else ""
    return Remark(line, request.POST.get(f"{REMARKS}{line.key}", line.remark), wrong)


def _fresh(name: str, sheet: Sheet) -> forms.Form:
    return FORMS[name](prefix=name, initial={each: getattr(sheet, each) for each in EXPLAINED_IN})


def _mark_needed(form: forms.Form, page: SheetPage) -> None:
    if isinstance(form, SubmitForm):
        form.need(to_explain(page.findings))


def _is_drawn(page: SheetPage, typed: forms.Form | None) -> bool:
    """A step that can no longer be taken has no form."""
    allowed = {answer.transition.value for answer in page.answers if answer.allowed}
    return typed is not None and typed.prefix in (*allowed, "comment")


def _unused(page: SheetPage, typed: forms.Form | None, remarks: list[Remark]) -> list[str]:
    """What was typed for a step that can no longer be taken, as its form is no longer drawn."""
    if typed is None or _is_drawn(page, typed):
        return []
    values = [str(typed[name].value() or "") for name in typed.fields]
    said = [remark.typed for remark in remarks] if isinstance(typed, ReturnForm) else []
    return [text for text in [*values, *said] if text.strip()]

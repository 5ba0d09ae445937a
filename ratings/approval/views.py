"""The brief and the transitions: one address for each, asked of the server by a form on the brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.recipients import who_may
from ratings.approval import actions, comments
from ratings.approval.forms import CommentForm, ReturnForm, approval_of
from ratings.approval.page import COMMENT, FORMS, show
from ratings.findings import EXPLAINED_IN
from ratings.grid.material import fetch
from ratings.grid.views import version_of
from ratings.models import Sheet
from ratings.transitions import Transition
from ui import decisions
from ui.forms import accepted
from ui.lists.ways import kept
from ui.moments import moment
from ui.refusals import Stale


class ApprovalStep(NamedTuple):
    """A transition as a person asks for it: what is done, and what is said when it is done."""

    action: Callable[..., None]
    done: str | Promise


STEPS: Mapping[Transition, ApprovalStep] = {
    Transition.SUBMIT: ApprovalStep(
        actions.submit, _("Submitted. The sheet waits for the decision of the committee above.")
    ),
    Transition.WITHDRAW: ApprovalStep(actions.withdraw, _("Withdrawn. The sheet can be changed again.")),
    Transition.RETURN: ApprovalStep(actions.return_, _("Returned. The organisation sees the reason and the remarks.")),
    Transition.APPROVE: ApprovalStep(actions.approve, _("Approved. The figures of the year count it now.")),
    Transition.REOPEN: ApprovalStep(actions.reopen, _("Reopened. The organisation can correct it.")),
}


@policy(Permission.VIEW_SHEETS)
def review(request: Request, year: int, organization: int) -> HttpResponse:
    return show(request, fetch(request.user, year, organization, Permission.VIEW_SHEETS))


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def submit(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.SUBMIT_SHEETS)
    answer = _move(request, sheet, Transition.SUBMIT)
    if answer.status_code != HTTPStatus.FOUND:
        return _submitted_already(request, sheet) or answer
    _warn_of_nobody(request, sheet)
    return answer


def _warn_of_nobody(request: Request, sheet: Sheet) -> None:
    decider = sheet.decider
    if decider and not who_may(Permission.DECIDE_SHEETS, sheet.organization):
        words = gettext("Nobody at %(name)s may decide yet: ask the administrator to give somebody that role.")
        messages.warning(request, words % {"name": decider.name})


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
    form = CommentForm(request.POST, prefix=COMMENT)
    if not form.is_valid():
        return show(request, sheet, form, status=422)
    if comments.comment(sheet=sheet, text=form.cleaned_data["text"], by=request.user):
        messages.success(request, gettext("Your comment stands in the history of the sheet."))
    else:
        messages.info(request, gettext("This comment stands in the history of the sheet already."))
    return _to_brief(request, year, organization)


def _move(request: Request, sheet: Sheet, transition: Transition) -> HttpResponse:
    """Form, action, message: back to the brief with everything typed when something stands against it."""
    step, status = STEPS[transition], 422
    form = FORMS[transition](request.POST, prefix=transition.value)
    if not form.is_valid():
        return show(request, sheet, form, status)
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
        return show(request, fetch(request.user, year, organization, Permission.VIEW_SHEETS), form, status)
    if transition == Transition.APPROVE:
        decisions.remember(request, approval_of(sheet.rating_year), form.cleaned_data)
    messages.success(request, str(step.done))
    return _to_brief(request, year, organization)


def _to_brief(request: Request, year: int, organization: int) -> HttpResponse:
    return redirect(kept(request, reverse("ratings:review", args=[year, organization])))

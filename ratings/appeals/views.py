"""An appeal is recorded, looked at, and answered."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.appeals import actions
from ratings.appeals.excess import caps_of, excess_on, tell_excess
from ratings.appeals.forms import AnswerForm, AppealForm
from ratings.appeals.rerating import Decision
from ratings.appeals.standing import before_and_after, row_key, stands
from ratings.approval.views_editions import brief_crumb
from ratings.crumbs import sheet_crumbs, year_crumbs
from ratings.grid.material import fetch
from ratings.grid.views import version_of
from ratings.models import Appeal, Sheet
from ratings.transitions import TABLE, Transition, refusal
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, way_back
from ui.refusals import Stale


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def record(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    if not TABLE[Transition.APPEAL].is_reached(request.user, sheet):
        raise Http404
    if request.method != "POST":
        return _record_page(request, sheet, AppealForm(sheet, initial={"row": request.GET.get("row", "")}))
    form = AppealForm(sheet, request.POST)
    if form.is_valid():
        made = accepted(form, actions.record_appeal, sheet=sheet, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, gettext("The appeal is recorded. The committee that decides sees it now."))
            return redirect(kept(request, made.get_absolute_url()))
    return _record_page(request, sheet, form, 422)


def _record_page(request: Request, sheet: Sheet, form: forms.Form, status: int = 200) -> HttpResponse:
    context = {
        "sheet": sheet,
        "form": form,
        "barred": refusal(sheet, Transition.APPEAL, request.user),
        "crumbs": sheet_crumbs(sheet, brief_crumb(request, sheet), Crumb(gettext("Record an appeal"))),
    }
    return render(request, "ratings/appeal_record.html", context, status=status)


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def appeal(request: Request, year: int, pk: int) -> HttpResponse:
    found = _fetch(request.user, year, pk, Permission.VIEW_SHEETS)
    if request.method != "POST":
        return _page(request, found, AnswerForm(found))
    found = _fetch(request.user, year, pk, Permission.DECIDE_SHEETS)
    form, status = AnswerForm(found, request.POST), 422
    if form.is_valid():
        try:
            if _answered(request, found, form):
                messages.success(request, gettext("The appeal is answered. Whoever recorded it is told."))
                if form.new is not None:
                    tell_excess(request, found.sheet)
                return redirect(kept(request, found.get_absolute_url()))
        except Stale:
            form.add_error(None, gettext("The sheet changed while you were reading. Look at it again, then answer."))
            status = 409
    return _page(request, _fetch(request.user, year, pk, Permission.VIEW_SHEETS), form, status)


def _answered(request: Request, found: Appeal, form: AnswerForm) -> bool:
    given = {"outcome": form.cleaned_data["outcome"], "decision": form.decision, "new": form.new}
    given |= {"cause": form.cleaned_data["cause"], "scores": form.scores}
    accepted(form, actions.answer, appeal=found, version=version_of(request), by=request.user, **given)
    return not form.errors


def _fetch(user: User, year: int, pk: int, permission: Permission) -> Appeal:
    related = ("member", "recorded_by", "answered_by", "rerating__sheet__rating_year", "sheet__submitted_by")
    visible = Appeal.objects.visible_to(user, permission).select_related(
        *related, "sheet__rating_year", "sheet__organization", "sheet__parent__parent", "sheet__sector"
    )
    return get_object_or_404(visible, pk=pk, sheet__rating_year__year=year)


def _page(request: Request, found: Appeal, form: forms.Form, status: int = 200) -> HttpResponse:
    barred = refusal(found.sheet, Transition.ANSWER, request.user)
    decides = TABLE[Transition.ANSWER].is_reached(request.user, found.sheet)
    may_answer = form.is_bound or (found.is_open and decides and not barred)
    made = getattr(found, "rerating", None)
    listed = Crumb(gettext("Appeals"), reverse("ratings:appeals", args=[found.sheet.rating_year.year]))
    context = {
        "appeal": found,
        "sheet": found.sheet,
        "standing": stands(found.sheet, row_key(found)),
        "decision": Decision(found.decision_number, found.decided_on, found.answer) if found.decided_on else None,
        "rerating": made,
        **(before_and_after(made) if made else {}),
        "form": form,
        "barred": barred if decides else "",
        "may_answer": may_answer,
        "caps": caps_of(found.sheet) if may_answer else None,
        "excess": excess_on(found.sheet) if may_answer else [],
        "back": way_back(request),
        "crumbs": year_crumbs(found.sheet.rating_year, listed, Crumb(found.subject)),
    }
    return render(request, "ratings/appeal.html", context, status=status)

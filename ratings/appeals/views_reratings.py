"""A level is set anew without an appeal, and the decision on it is printed (HD 43-HD/BTCTW, form 03)."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization
from organizations.paper_heads import as_on, head_of
from ratings import rules
from ratings.appeals.excess import caps_of, excess_on, tell_excess
from ratings.appeals.forms import RerateForm
from ratings.appeals.rerating import rerate
from ratings.appeals.standing import before_and_after, stands
from ratings.approval.views_editions import brief_crumb
from ratings.crumbs import sheet_crumbs
from ratings.grid.material import fetch
from ratings.grid.views import version_of
from ratings.models import Rerating, Sheet
from ratings.rules.local import LocalRule
from ratings.transitions import Transition, refusal
from ui import frozen
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, way_back
from ui.refusals import Stale


@policy(Permission.DECIDE_SHEETS, methods=("GET", "POST"))
def rate_again(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.DECIDE_SHEETS)
    if request.method != "POST":
        return _page(request, sheet, RerateForm(sheet, initial={"row": request.GET.get("row", "")}))
    form, status = RerateForm(sheet, request.POST), 422
    if form.is_valid():
        try:
            if made := _made(request, sheet, form):
                messages.success(request, gettext("Rated again. The figures of the year count it now."))
                tell_excess(request, sheet)
                return redirect(kept(request, made.get_absolute_url()))
        except Stale:
            form.add_error(None, gettext("The sheet changed while you were reading. Look at it again, then decide."))
            status = 409
    return _page(request, fetch(request.user, year, organization, Permission.DECIDE_SHEETS), form, status)


def _made(request: Request, sheet: Sheet, form: RerateForm) -> Rerating | None:
    given = {
        "row": form.cleaned_data["row"],
        "new": form.new,
        "cause": form.cleaned_data["cause"],
        "scores": form.scores,
        "decision": form.decision,
    }
    return accepted(form, rerate, sheet=sheet, version=version_of(request), by=request.user, **given)


def _page(request: Request, sheet: Sheet, form: RerateForm, status: int = 200) -> HttpResponse:
    context = {
        "sheet": sheet,
        "form": form,
        "standing": stands(sheet, form.chosen),
        "back": way_back(request),
        "barred": refusal(sheet, Transition.RERATE, request.user),
        "caps": caps_of(sheet),
        "excess": excess_on(sheet),
        "crumbs": sheet_crumbs(sheet, brief_crumb(request, sheet), Crumb(gettext("Rate again"))),
    }
    return render(request, "ratings/rate_again.html", context, status=status)


@policy(Permission.VIEW_SHEETS)
def rerating(request: Request, year: int, pk: int) -> HttpResponse:
    visible = Rerating.objects.visible_to(request.user).select_related(
        "member", "appeal", "recorded_by", "sheet__rating_year", "sheet__organization", "sheet__parent__parent"
    )
    found = get_object_or_404(visible, pk=pk, sheet__rating_year__year=year)
    decider = found.sheet.decider
    known = rules.by_code(found.sheet.rating_year.rule_set).forms
    context = {
        "rerating": found,
        "local_rules": frozen.decode(tuple[LocalRule, ...], found.local),
        "sheet": found.sheet,
        **before_and_after(found),
        "asker": found.appeal.asker_name or found.appeal.get_asker_display().lower() if found.appeal else "",
        "set_name": known.set_name if known else "",
        **_headed(decider, found.decided_on),
        "crumbs": sheet_crumbs(found.sheet, brief_crumb(request, found.sheet), Crumb(gettext("Re-rating"))),
    }
    return render(request, "ratings/rerating.html", context)


def _headed(decider: Organization | None, day: date) -> dict[str, str]:
    if decider is None:
        return {"above": "", "committee": "", "place": ""}
    stood = as_on(decider, day)
    head = head_of(stood)
    return {
        "above": head.reports_to if stood.parent else head.superior,
        "committee": head.committee,
        "place": head.place,
    }

"""The targets of a term: added, changed, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from reports.asked_term import term_of
from reports.models import Target, Term
from reports.terms import shown, targets
from reports.terms.forms_targets import TargetForm
from reports.terms.views import crumbs_of
from ui.forms import accepted
from ui.refusals import Refused, tell


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def add(request: Request, code: str) -> HttpResponse:
    term = term_of(request, code)
    form = TargetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, targets.add_target, term=term, values=form.values, by=request.user)
        if made:
            messages.success(request, gettext("Target added: %(name)s.") % {"name": shown.name_of(made)})
            return redirect("reports:term", term.code)
    return _page(request, term, form, gettext("Add a target"))


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def change(request: Request, code: str, pk: int) -> HttpResponse:
    term, target = _found(request, code, pk)
    form = TargetForm(request.POST if request.method == "POST" else None, target=target)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"values": form.values, "seen": form.cleaned_data["seen"]}
        done = accepted(form, targets.change_target, target=target, by=request.user, **given)
        if done:
            messages.success(request, gettext("Target saved: %(name)s.") % {"name": shown.name_of(done)})
            return redirect("reports:term", term.code)
    return _page(request, term, form, gettext("Change a target"), target)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def remove(request: Request, code: str, pk: int) -> HttpResponse:
    term, target = _found(request, code, pk)
    try:
        targets.remove_target(target=target, by=request.user)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("Target removed: %(name)s.") % {"name": shown.name_of(target)})
    return redirect("reports:term", term.code)


def _found(request: Request, code: str, pk: int) -> tuple[Term, Target]:
    term = term_of(request, code)
    return term, get_object_or_404(term.targets.all(), pk=pk)


def _page(request: Request, term: Term, form: TargetForm, title: str, target: Target | None = None) -> HttpResponse:
    context = {
        "term": term,
        "form": form,
        "title": title,
        "target": target,
        "now": shown.bound_in_words(form.stale) if form.stale else "",
        "crumbs": crumbs_of(term, title),
    }
    status = 409 if form.stale is not None else 422 if form.errors else 200
    return render(request, "reports/target_form.html", context, status=status)

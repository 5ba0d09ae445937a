"""A committee entered with those elected into it, corrected, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from committees import offices, terms
from committees.forms import AddForm, CommitteeCorrectForm, ElectedForm, FormForm, ReasonForm
from committees.models import Committee
from organizations.models import Organization
from ui import decisions
from ui.forms import accepted
from ui.lists.ways import kept


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def form(request: Request, pk: int) -> HttpResponse:
    user = request.user
    places = Organization.objects.visible_to(user, Permission.EDIT_MEMBERS).filter(closed_on=None)
    place = get_object_or_404(places, pk=pk)
    standing = place.committees.standing().first()
    start = list(standing.offices.standing().select_related("member").in_order()) if standing else []
    typed = FormForm(_sent(request), place=place, by=user, start=start)

    def save() -> Committee:
        return terms.form(organization=place, facts=typed.facts(), elected=typed.elected(), by=user)

    context = {"title": gettext("Enter a committee"), "place": place, "standing": standing}
    return _done(request, typed, save, gettext("The committee is entered."), context)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def add(request: Request, pk: int) -> HttpResponse:
    user = request.user
    committee = _committee(request, pk)
    typed = AddForm(_sent(request), place=committee.organization, by=user)

    def save() -> Committee:
        facts = {name: typed.cleaned_data[name] for name in ("since", "decision_number")}
        offices.add(committee=committee, elected=typed.elected(), by=user, **facts)
        decisions.remember(request, "add_offices", facts, day="since")
        return committee

    decisions.offer(request, "add_offices", typed)
    context = {"title": gettext("Add to the committee"), "place": committee.organization}
    return _done(request, typed, save, gettext("The offices are entered."), {**context, "committee": committee})


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct(request: Request, pk: int) -> HttpResponse:
    committee = _committee(request, pk)
    typed = CommitteeCorrectForm(_sent(request), instance=committee)

    def save() -> Committee:
        seen = typed.cleaned_data["seen"]
        return terms.correct(committee=committee, facts=typed.facts(), seen=seen, by=request.user)

    context = {"title": gettext("Correct the facts"), "place": committee.organization}
    return _done(request, typed, save, gettext("The correction is saved."), {**context, "committee": committee})


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def revoke(request: Request, pk: int) -> HttpResponse:
    committee = _committee(request, pk)
    typed = ReasonForm(_sent(request))

    def save() -> Organization:
        return terms.revoke(committee=committee, reason=typed.cleaned_data["reason"], by=request.user)

    context = {"title": gettext("Take the committee back"), "place": committee.organization}
    shown = {**context, "committee": committee, "held": committee.offices.count()}
    return _done(request, typed, save, gettext("The committee is taken back."), shown)


def _done(request: Request, form: Any, save: Any, done: str, context: dict[str, Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (saved := accepted(form, save)):
        messages.success(request, done)
        return redirect(kept(request, saved.get_absolute_url()))
    return form_page(request, form, context)


def form_page(request: Request, form: Any, context: dict[str, Any]) -> HttpResponse:
    """`context` names the title and the organisation, and what else the page says of the deed."""
    stale = getattr(form, "stale", None)
    lines = form.lines() if isinstance(form, ElectedForm) else []
    said = {"committee": None, "office": None, "standing": None, "held": 0}
    shown = {**said, "form": form, "lines": lines, "stale": stale, **context}
    return render(request, "committees/form.html", shown, status=409 if stale else 200)


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _committee(request: Request, pk: int) -> Committee:
    return get_object_or_404(Committee.objects.editable_by(request.user).select_related("organization"), pk=pk)

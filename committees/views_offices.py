"""One office: its end, its correction, and each taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from committees import offices
from committees.forms import ReasonForm
from committees.forms_offices import EndOfficeForm, OfficeCorrectForm
from committees.models import Office
from committees.views_terms import form_page
from ui.forms import accepted
from ui.lists.ways import kept


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def end(request: Request, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = EndOfficeForm(_sent(request))

    def save() -> Office:
        return offices.end(office=office, by=request.user, **form.cleaned_data)

    return _done(request, office, form, save, gettext("Enter the end of the office"), gettext("The end is entered."))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct(request: Request, pk: int) -> HttpResponse:
    office = _office(request, pk)
    form = OfficeCorrectForm(_sent(request), instance=office)

    def save() -> Office:
        seen = form.cleaned_data["seen"]
        return offices.correct(office=office, facts=form.facts(), seen=seen, by=request.user)

    return _done(request, office, form, save, gettext("Correct the office"), gettext("The correction is saved."))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def revoke(request: Request, pk: int) -> HttpResponse:
    """It was entered by mistake: nobody ever held it."""
    return _with_reason(request, pk, offices.revoke, gettext("Take the office back"), gettext("The office is gone."))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def resume(request: Request, pk: int) -> HttpResponse:
    title, done = gettext("Take the end back"), gettext("The office is held again.")
    return _with_reason(request, pk, offices.resume, title, done)


def _with_reason(request: Request, pk: int, action: Any, title: str, done: str) -> HttpResponse:
    office = _office(request, pk)
    form = ReasonForm(_sent(request))

    def save() -> Any:
        return action(office=office, by=request.user, **form.cleaned_data)

    return _done(request, office, form, save, title, done)


def _done(request: Request, office: Office, form: Any, save: Any, title: str, done: str) -> HttpResponse:
    committee = office.committee
    if request.method == "POST" and form.is_valid() and accepted(form, save):
        messages.success(request, done)
        return redirect(kept(request, committee.get_absolute_url()))
    # A bound form writes what was typed onto its instance: the page's own words come from the row.
    now = Office.objects.select_related("member", "committee__organization").filter(pk=office.pk).first() or office
    context = {"title": title, "committee": committee, "office": now, "place": committee.organization}
    return form_page(request, form, context)


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _office(request: Request, pk: int) -> Office:
    found = Office.objects.editable_by(request.user).select_related("member", "committee__organization")
    return get_object_or_404(found, pk=pk)

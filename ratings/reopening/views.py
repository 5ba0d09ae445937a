"""A request to reopen is made, looked at, refused, taken back."""

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
from ratings.asked_year import sheet_of_year
from ratings.crumbs import sheet_crumbs, year_crumbs
from ratings.models import RatingYear, ReopeningRequest, Sheet
from ratings.reopening import actions
from ratings.reopening.forms import AskForm, RefuseForm
from ratings.transitions import TABLE, Transition, refusal
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, way_back
from ui.refusals import Refused, tell


@policy(Permission.SUBMIT_SHEETS, methods=("GET", "POST"))
def ask(request: Request, year: int, organization: int) -> HttpResponse:
    visible = Sheet.objects.visible_to(request.user, Permission.SUBMIT_SHEETS)
    related = visible.select_related("rating_year", "organization", "parent__parent")
    sheet = sheet_of_year(related, request.user, year, organization)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, actions.ask, sheet=sheet, by=request.user, **form.cleaned_data)
        if made:
            messages.success(request, gettext("Asked. Whoever can reopen it is told, and you are told of the answer."))
            return redirect(kept(request, made.get_absolute_url()))
    return _ask_page(request, sheet, form)


def _ask_page(request: Request, sheet: Sheet, form: forms.Form) -> HttpResponse:
    context = {
        "sheet": sheet,
        "form": form,
        "barred": refusal(sheet, Transition.ASK_REOPENING, request.user),
        "asked": sheet.reopening_requests.waiting().select_related("asked_by", "sheet__rating_year").first(),
        "back": way_back(request),
        "crumbs": sheet_crumbs(sheet, Crumb(gettext("Ask to reopen"))),
    }
    return render(request, "ratings/ask_reopening.html", context, status=422 if form.errors else 200)


@policy(Permission.VIEW_SHEETS, methods=("GET", "POST"))
def reopening_request(request: Request, year: int, pk: int) -> HttpResponse:
    found = _fetch(request.user, year, pk)
    if request.method != "POST":
        return _page(request, found, RefuseForm())
    if not TABLE[Transition.REFUSE_REOPENING].is_reached(request.user, found.sheet):
        raise Http404
    form = RefuseForm(request.POST)
    if form.is_valid():
        accepted(form, actions.refuse, request=found, by=request.user, **form.cleaned_data)
        if not form.errors:
            messages.success(request, gettext("Not reopened. Who asked is told why."))
            return redirect(kept(request, found.get_absolute_url()))
    return _page(request, _fetch(request.user, year, pk), form)


@policy(Permission.SUBMIT_SHEETS, methods=("POST",))
def take_back(request: Request, year: int, pk: int) -> HttpResponse:
    found = _fetch(request.user, year, pk)
    if found.asked_by_id != request.user.pk:
        raise Http404
    try:
        actions.take_back(request=found, by=request.user)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("The request is taken back."))
    return redirect(kept(request, found.get_absolute_url()))


def _fetch(user: User, year: int, pk: int) -> ReopeningRequest:
    related = ("asked_by", "answered_by", "sheet__rating_year", "sheet__organization", "sheet__parent__parent")
    visible = ReopeningRequest.objects.visible_to(user).select_related(*related)
    return get_object_or_404(visible, pk=pk, sheet__rating_year__year=year)


def _page(request: Request, found: ReopeningRequest, form: forms.Form) -> HttpResponse:
    sheet, waits = found.sheet, found.is_waiting
    listed = Crumb(gettext("Requests to reopen"), reverse("ratings:reopening_requests", args=[sheet.rating_year.year]))
    context = {
        "asked": found,
        "sheet": sheet,
        "form": form,
        "is_closed": sheet.rating_year.state == RatingYear.State.CLOSED,
        "may_answer": waits and not refusal(sheet, Transition.REFUSE_REOPENING, request.user),
        "may_take_back": waits and found.asked_by_id == request.user.pk,
        "back": way_back(request),
        "crumbs": year_crumbs(sheet.rating_year, listed, Crumb(sheet.name)),
    }
    return render(request, "ratings/reopening_request.html", context, status=422 if form.errors else 200)

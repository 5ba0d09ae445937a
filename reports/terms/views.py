"""The terms of the root at hand: entered, changed, ended early."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail import words
from accounts.trail.record import history
from organizations.models import Organization
from organizations.roots import root_path
from reports.asked_term import term_of
from reports.dashboard.views import term_crumbs
from reports.models import Term
from reports.terms import actions, shown
from reports.terms.checks import what_is_printed, why_unchangeable
from reports.terms.forms import EndForm, TermForm
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.refusals import Refused, tell

MOST_LINES = 30


def root_at_hand(user: User) -> Organization:
    return get_object_or_404(Organization, path=root_path(user))


@policy(Permission.MANAGE_RATING_YEARS)
def term(request: Request, code: str) -> HttpResponse:
    found = term_of(request, code)
    context = {
        "term": found,
        "facts": shown.facts(found),
        "targets": shown.targets(found),
        "why_unchangeable": why_unchangeable(found),
        "lines": words.lines(history(found)[:MOST_LINES]),
        "crumbs": (*term_crumbs(found), Crumb(gettext("Term and targets"))),
    }
    return render(request, "reports/term.html", context)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def enter(request: Request) -> HttpResponse:
    root = root_at_hand(request.user)
    form = TermForm(request.POST if request.method == "POST" else None, root=root)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, actions.enter_term, root=root, values=form.values, by=request.user)
        if made:
            messages.success(request, gettext("The term %(term)s is entered. Add its targets.") % {"term": made})
            return redirect("reports:term", made.code)
    title = gettext("Enter a term")
    return _form(request, form, {"term": None, "root": root, "title": title, "crumbs": _crumbs(title)})


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def change(request: Request, code: str) -> HttpResponse:
    found = term_of(request, code)
    form = TermForm(request.POST if request.method == "POST" else None, root=found.root, term=found)
    if request.method == "POST" and form.is_valid():
        given = {"values": form.values, "seen": form.cleaned_data["seen"]}
        done = accepted(form, actions.change_term, term=found, by=request.user, **given)
        if done:
            messages.success(request, gettext("The term %(term)s is saved.") % {"term": done})
            return redirect("reports:term", done.code)
    title = gettext("Change the term %(term)s") % {"term": found}
    context = {"term": found, "root": found.root, "title": title, "crumbs": crumbs_of(found, title)}
    return _form(request, form, context)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def end(request: Request, code: str) -> HttpResponse:
    found = term_of(request, code)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = accepted(form, actions.end_early, term=found, by=request.user, **form.cleaned_data)
        if done:
            said = {"term": done, "year": done.last_year}
            messages.success(request, gettext("The term %(term)s has ended. Its last rating year is %(year)s.") % said)
            return redirect("reports:term", done.code)
    crumbs = crumbs_of(found, gettext("End the term early"))
    context = {"term": found, "form": form, "crumbs": crumbs}
    return render(request, "reports/end_term.html", context, status=422 if form.errors else 200)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def take_ending_back(request: Request, code: str) -> HttpResponse:
    found = term_of(request, code)
    try:
        if actions.take_ending_back(term=found, by=request.user):
            messages.success(request, gettext("The term %(term)s lasts as it was to last.") % {"term": found})
    except Refused as refused:
        tell(request, refused)
    return redirect("reports:term", found.code)


def _form(request: Request, form: TermForm, context: dict[str, Any]) -> HttpResponse:
    status = 409 if form.stale is not None else 422 if form.errors else 200
    term = context["term"]
    context["why_unchangeable"] = why_unchangeable(term) if term else ""
    context["printed"] = what_is_printed(term) if term else ""
    context["now"] = shown.facts(form.stale) if form.stale else []
    return render(request, "reports/term_form.html", {**context, "form": form}, status=status)


def _crumbs(words: str) -> tuple[Crumb, ...]:
    return Crumb(gettext("Term targets"), reverse("reports:index")), Crumb(words)


def crumbs_of(term: Term, words: str) -> tuple[Crumb, ...]:
    own = Crumb(gettext("Term and targets"), reverse("reports:term", args=[term.code]))
    return *term_crumbs(term), own, Crumb(words)

"""The rules of a year: its documents, and what they say that no check asks."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings import rules
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.models import LocalDocument, RatingYear
from ratings.rules.local import LocalRule
from ratings.years import documents
from ratings.years.forms_documents import CorrectForm, DeleteForm, DocumentForm
from ui.crumbs import Crumb
from ui.forms import accepted

Tried = CorrectForm | DeleteForm | None


class Row(NamedTuple):
    """A document with its forms; what was typed into one of them is in it."""

    document: LocalDocument
    correct: CorrectForm
    delete: DeleteForm

    @classmethod
    def of(cls, document: LocalDocument, tried: Tried) -> Row:
        mine = tried if tried and tried.cleaned_data.get("document") == document.pk else None
        correct = mine if isinstance(mine, CorrectForm) else CorrectForm.of(document)
        return cls(document, correct, mine if isinstance(mine, DeleteForm) else DeleteForm.of(document))


@policy(Permission.VIEW_SHEETS)
def year_rules(request: Request, year: int) -> HttpResponse:
    return _page(request, year_of(request, year), DocumentForm())


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def add_document(request: Request, year: int) -> HttpResponse:
    rating_year, form = year_of(request, year), DocumentForm(request.POST)
    if form.is_valid():
        added = accepted(form, documents.add, rating_year=rating_year, rule=form.rule, by=request.user)
        if added:
            return _done(request, rating_year, gettext("%(number)s also governs %(year)s now."), added.rule)
    return _page(request, rating_year, form)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def correct_document(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    form = CorrectForm(request.POST, auto_id="id_tried_%s")
    if form.is_valid():
        given = {"rule": form.rule, **{name: form.cleaned_data[name] for name in ("document", "seen")}}
        if accepted(form, documents.correct, rating_year=rating_year, by=request.user, **given):
            return _done(request, rating_year, gettext("%(number)s is corrected."), form.rule)
    return _page(request, rating_year, DocumentForm(), form)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def delete_document(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    form = DeleteForm(request.POST, auto_id="id_tried_%s")
    if form.is_valid():
        gone = accepted(form, documents.delete, rating_year=rating_year, by=request.user, **form.cleaned_data)
        if gone:
            return _done(request, rating_year, gettext("%(number)s no longer governs %(year)s."), gone.rule)
    return _page(request, rating_year, DocumentForm(), form)


def _done(request: Request, rating_year: RatingYear, words: str, rule: LocalRule) -> HttpResponse:
    messages.success(request, words % {"number": rule.number, "year": rating_year.year})
    return redirect("ratings:year_rules", rating_year.year)


def _page(request: Request, rating_year: RatingYear, adding: DocumentForm, tried: Tried = None) -> HttpResponse:
    rows = [Row.of(each, tried) for each in rating_year.local_documents.all()]
    if isinstance(tried, CorrectForm) and not any(row.correct is tried for row in rows):
        adding, tried = _typed_again(request, tried), None
    rule_set = rules.by_code(rating_year.rule_set)
    context = {
        "rating_year": rating_year,
        "rule_set": rule_set,
        "besides": [clause for clause in rule_set.notes if clause not in rule_set.still_rated],
        "rows": rows,
        "adding": adding,
        "tried": tried,
        "stale": getattr(tried, "stale", None),
        "may_change": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "is_closed": rating_year.state == RatingYear.State.CLOSED,
        "crumbs": year_crumbs(rating_year, Crumb(gettext("Rules of the year"))),
    }
    return render(request, "ratings/year_rules.html", context, status=_status(adding, tried))


def _typed_again(request: Request, tried: CorrectForm) -> DocumentForm:
    """What was to be corrected is gone: the words stand in the form that adds one."""
    form = DocumentForm(request.POST)
    for field, errors in tried.errors.items():
        if field not in form.fields:
            form.add_error(None, errors)
    return form


def _status(adding: forms.Form, tried: Tried) -> int:
    if getattr(tried, "stale", None):
        return 409
    return 422 if adding.errors or (tried and tried.errors) else 200

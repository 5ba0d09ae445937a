"""How a closed year was fixed, edition by edition, and its correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.roots import successor_of
from ratings.asked_year import year_of
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.register.differences import Difference, differences, seen
from ratings.register.together import together
from ratings.summary.earlier import Changed, changes, tables_at
from ratings.summary.form import summary_of
from ratings.summary.scope import scope_of
from ratings.years.corrections import correct_year, take_back_correction, to_take_back
from ratings.years.editions import Words, counting, dropped, editions_of
from ratings.years.foreseen import foresee, seal
from ratings.years.forms_corrections import CorrectForm, TakeBackForm
from ui.crumbs import Crumb
from ui.forms import accepted

SHOWN = 300


@policy(Permission.VIEW_SHEETS)
def editions(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    found = seen(rating_year, request.user)
    may_correct = request.user.holds(Permission.CORRECT_YEARS)
    context = {
        "editions": editions_of(rating_year, request.user),
        "may_correct": may_correct and bool(found),
        "corrected_by": successor_of(rating_year.root),
        "to_take_back": to_take_back(rating_year) if may_correct else None,
    }
    return _page(request, "ratings/year_editions.html", rating_year, found, gettext("Editions of the figures"), context)


@policy(Permission.VIEW_SHEETS)
def edition(request: Request, year: int, number: int) -> HttpResponse:
    """Its figures as they were, and what it made another than the one before."""
    rating_year = year_of(request, year)
    scope = scope_of(request, rating_year)
    shown = get_object_or_404(rating_year.editions.select_related("made_by"), number=number)
    summary = summary_of(rating_year, scope)
    tables = tables_at(summary, rating_year, scope, number)
    before = tables_at(summary, rating_year, scope, number - 1) if number > 1 else []
    title = gettext("Edition %(number)s") % {"number": number}
    context = {
        "rating_year": rating_year,
        "organization": scope,
        "edition": shown,
        "counts": shown == counting(rating_year),
        "is_dropped": number in dropped(rating_year),
        "tables": tables,
        "changes": changes(before, tables) if number > 1 else None,
        "title": title,
        "crumbs": year_crumbs(
            rating_year, Crumb(gettext("Editions of the figures"), _editions_of(rating_year)), Crumb(title)
        ),
    }
    return render(request, "ratings/year_edition.html", context)


def _editions_of(rating_year: RatingYear) -> str:
    return reverse("ratings:editions", args=[rating_year.year])


CORRECTS = policy(Permission.CORRECT_YEARS, methods=("GET", "POST"))


@CORRECTS
def correct(request: Request, year: int) -> HttpResponse:
    """Shows the figures before and after first; confirmed with the same rows, it makes the edition.

    A browser that brings back what was typed brings back what was seen, too: only the button says which one is meant.
    """
    rating_year = year_of(request, year)
    found = differences(rating_year)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    ticked, figures = _ticked(request, found), None
    if request.method == "POST" and form.is_valid():
        if "confirm" not in request.POST or request.POST.get("seen") != seal(rating_year, ticked):
            figures = _foreseen(request, form, rating_year, ticked)
        elif _corrected(request, form, rating_year, ticked):
            return redirect("ratings:editions", year)
    ticked = together(found, ticked)
    context = {
        "form": form,
        "ticked": ticked,
        "beyond_ticked": any(each.key in ticked for each in found[SHOWN:]),
        "changes": figures,
        "seen": "" if figures is None else seal(rating_year, ticked),
    }
    return _page(request, "ratings/correct_year.html", rating_year, found, gettext("Correct the year"), context)


def _foreseen(request: Request, form: forms.Form, rating_year: RatingYear, keys: set[str]) -> list[Changed] | None:
    said = form.cleaned_data
    return accepted(form, foresee, rating_year=rating_year, keys=keys, by=request.user, **said)


def _ticked(request: Request, found: list[Difference]) -> set[str]:
    """All, as long as nobody said otherwise; those beyond the page by one box."""
    if request.method != "POST":
        return {each.key for each in found}
    beyond = {each.key for each in found[SHOWN:]} if "beyond" in request.POST else set()
    return {*request.POST.getlist("row"), *beyond}


def _corrected(request: Request, form: forms.Form, rating_year: RatingYear, keys: set[str]) -> bool:
    made = accepted(form, correct_year, rating_year=rating_year, keys=keys, by=request.user, **form.cleaned_data)
    if form.errors or made is None:
        return False
    words = gettext("%(year)s is corrected: edition %(number)s counts now, the one before is kept.")
    messages.success(request, words % {"year": rating_year, "number": made.number})
    return True


@CORRECTS
def take_back(request: Request, year: int, number: int) -> HttpResponse:
    """Asks by which decision and why, as the correction did."""
    rating_year = year_of(request, year)
    correction = get_object_or_404(rating_year.editions.select_related("made_by"), number=number)
    counts = correction == to_take_back(rating_year)
    if request.method != "POST" and not counts:
        return redirect("ratings:editions", year)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _taken_back(request, form, rating_year, number):
        return redirect("ratings:editions", year)
    editions_page = Crumb(gettext("Editions of the figures"), _editions_of(rating_year))
    context = {
        "form": form,
        "rating_year": rating_year,
        "edition": correction,
        "counts": counts,
        "is_dropped": number in dropped(rating_year),
        "crumbs": year_crumbs(rating_year, editions_page, Crumb(gettext("Take the correction back"))),
    }
    return render(request, "ratings/take_back_correction.html", context, status=422 if form.errors else 200)


def _taken_back(request: Request, form: forms.Form, rating_year: RatingYear, number: int) -> bool:
    said = form.cleaned_data
    made = accepted(form, take_back_correction, rating_year=rating_year, number=number, by=request.user, **said)
    if form.errors or made is None:
        return False
    words = gettext("The correction is taken back: edition %(number)s counts now, with the figures of before.")
    messages.success(request, words % {"number": made.number})
    return True


def _page(
    request: Request,
    template: str,
    rating_year: RatingYear,
    found: list[Difference],
    title: str,
    context: dict[str, Any],
) -> HttpResponse:
    words = Words(found[:SHOWN], rating_year.day)
    shown = {
        "rating_year": rating_year,
        "title": title,
        "rows": [words.shown(each) for each in found[:SHOWN]],
        "number": len(found),
        "beyond": max(0, len(found) - SHOWN),
        "crumbs": year_crumbs(rating_year, Crumb(title)),
    }
    form = context.get("form")
    return render(request, template, shown | context, status=422 if form is not None and form.errors else 200)

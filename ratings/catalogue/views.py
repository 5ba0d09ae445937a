"""The yearly questions of the root at hand: the catalogue, and how it looks on a sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization
from organizations.roots import root_path
from ratings.asked.form import AnswerForm
from ratings.asked.questions import by_chapter
from ratings.catalogue import actions
from ratings.catalogue.forms import QuestionForm, RetireForm
from ratings.catalogue.lists import chapters, first_open_year
from ratings.models import YearlyQuestion
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.refusals import Refused, tell

LIST = "ratings:questions"


@policy(Permission.MANAGE_RATING_YEARS)
def questions(request: Request) -> HttpResponse:
    root = _root(request.user)
    context = {"chapters": chapters(root), "first_year": first_open_year(root), "root": root, "crumbs": _crumbs()}
    return render(request, "ratings/catalogue/questions.html", context)


@policy(Permission.MANAGE_RATING_YEARS)
def preview(request: Request) -> HttpResponse:
    """As the sheet of the first open year asks them, of whichever organisation."""
    root = _root(request.user)
    year = first_open_year(root)
    asked = YearlyQuestion.objects.filter(root=root).of_year(year).prefetch_related("sectors")
    groups = [
        (title, [(each, AnswerForm(question=each, prefix=f"q{each.pk}")) for each in found])
        for title, found in by_chapter(list(asked))
    ]
    context = {"groups": groups, "year": year, "crumbs": _crumbs(gettext("On a sheet"))}
    return render(request, "ratings/catalogue/preview.html", context)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def start(request: Request) -> HttpResponse:
    root = _root(request.user)
    added = actions.start(root=root, first_year=first_open_year(root), by=request.user)
    messages.success(request, gettext("Questions added: %(count)s.") % {"count": len(added)})
    return redirect(LIST)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def add(request: Request) -> HttpResponse:
    root = _root(request.user)
    initial = {"first_year": first_open_year(root)}
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, actions.add, root=root, values=form.values, by=request.user)
        if made:
            return _done(request, gettext("%(code)s is asked from %(year)s on."), made)
    return _form(request, form, gettext("Add a question"))


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def change(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm.of(question)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"values": form.values, "seen": form.cleaned_data["seen"]}
        if done := accepted(form, actions.change, question=question, by=request.user, **given):
            return _done(request, gettext("%(code)s is saved."), done)
    return _form(request, form, gettext("Change a question"), question)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def version(request: Request, pk: int) -> HttpResponse:
    """Asked otherwise from a year on."""
    question = _question(request, pk)
    first = max(first_open_year(question.root), question.first_year + 1)
    form = QuestionForm(request.POST) if request.method == "POST" else QuestionForm.of(question, first_year=first)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, actions.ask_otherwise, question=question, values=form.values, by=request.user)
        if made:
            return _done(request, gettext("%(code)s is asked so from %(year)s on."), made)
    return _form(request, form, gettext("Ask otherwise from a year on"), question, is_version=True)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def retire(request: Request, pk: int) -> HttpResponse:
    question, form = _question(request, pk), RetireForm(request.POST)
    if form.is_valid():
        done = accepted(form, actions.retire, question=question, by=request.user, **form.cleaned_data)
        if done:
            messages.success(request, gettext("%(code)s is asked until %(year)s.") % _told(done, done.last_year))
            return redirect(LIST)
    return _form(request, QuestionForm.of(question), gettext("Change a question"), question, retiring=form)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def take_out(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    try:
        actions.take_out(question=question, by=request.user)
    except Refused as refused:
        tell(request, refused)
        return redirect("ratings:change_question", pk)
    messages.success(request, gettext("%(code)s is taken out.") % _told(question))
    return redirect(LIST)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def move(request: Request, pk: int) -> HttpResponse:
    actions.move(question=_question(request, pk), up=request.POST.get("way") == "up", by=request.user)
    return redirect(f"{reverse(LIST)}#question-{pk}")


def _root(user: User) -> Organization:
    return get_object_or_404(Organization, path=root_path(user))


def _question(request: Request, pk: int) -> YearlyQuestion:
    return get_object_or_404(YearlyQuestion.objects.editable_by(request.user).select_related("root"), pk=pk)


def _told(question: YearlyQuestion, year: int | None = None) -> dict[str, Any]:
    return {"code": question.printed_code, "year": year or question.first_year}


def _done(request: Request, words: str, question: YearlyQuestion) -> HttpResponse:
    messages.success(request, words % _told(question))
    return redirect(LIST)


def _crumbs(*below: str) -> tuple[Crumb, ...]:
    rating = Crumb(gettext("Yearly rating"), reverse("ratings:index"))
    here = Crumb(gettext("Yearly questions"), reverse(LIST) if below else "")
    return rating, here, *(Crumb(title) for title in below)


def _form(
    request: Request,
    form: QuestionForm,
    title: str,
    question: YearlyQuestion | None = None,
    *,
    is_version: bool = False,
    retiring: Form | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "question": question,
        "code": question.printed_code if question else "",
        "is_version": is_version,
        "retiring": retiring or RetireForm(),
        "crumbs": _crumbs(title),
    }
    wrong = form.errors or (retiring and retiring.errors)
    status = 409 if form.stale is not None else 422 if wrong else 200
    return render(request, "ratings/catalogue/question.html", context, status=status)

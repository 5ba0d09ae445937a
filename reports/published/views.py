"""What was published of the terms and years of the root at hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.roots import of_root
from reports.models import Published
from reports.published import actions
from reports.published.forms import PublishedForm
from reports.published.lists import published_listed
from reports.scorecard.published import words_of
from reports.terms.views import root_at_hand
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import record_crumbs
from ui.refusals import Refused, tell

TITLE = gettext_lazy("Published figures")


@a_list("published", TITLE)
@policy(Permission.MANAGE_RATING_YEARS)
def published_list(request: Request) -> HttpResponse:
    listed = published_listed(request)
    context = {
        "list": listed,
        "page": listed.page,
        "may_import": request.user.holds(Permission.IMPORT_FILES),
        "crumbs": (Crumb(gettext("Term targets"), reverse("reports:index")), Crumb(str(TITLE))),
    }
    return render(request, "reports/published.html", context)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    listed = published_listed(request)
    return handed_out(request, listed, listed.path, "so-lieu-da-cong-bo", note_list("published"))


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def enter(request: Request) -> HttpResponse:
    root = root_at_hand(request.user)
    form = PublishedForm(request.POST if request.method == "POST" else None, root=root)
    if request.method == "POST" and form.is_valid():
        made = accepted(form, actions.enter, root=root, values=form.values, by=request.user)
        if made:
            messages.success(request, gettext("Entered: %(figure)s.") % {"figure": words_of(made)})
            return redirect("reports:published")
    return _page(request, form, gettext("Enter a published figure"), None)


@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def change(request: Request, pk: int) -> HttpResponse:
    published = _found(request, pk)
    form = PublishedForm(request.POST if request.method == "POST" else None, root=published.root, published=published)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"values": form.values, "seen": form.cleaned_data["seen"]}
        done = accepted(form, actions.change, published=published, by=request.user, **given)
        if done:
            messages.success(request, gettext("Saved: %(figure)s.") % {"figure": words_of(done)})
            return redirect("reports:published")
    return _page(request, form, gettext("Change a published figure"), published)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def remove(request: Request, pk: int) -> HttpResponse:
    published = _found(request, pk)
    try:
        actions.remove(published=published, by=request.user)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, gettext("Removed: %(figure)s.") % {"figure": words_of(published)})
    return redirect("reports:published")


def _found(request: Request, pk: int) -> Published:
    own = Published.objects.filter(of_root(request.user)).select_related("root", "term")
    return get_object_or_404(own, pk=pk)


def _page(request: Request, form: PublishedForm, title: str, published: Published | None) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "published": published,
        "now": words_of(form.stale) if form.stale else "",
        "crumbs": record_crumbs(request, str(TITLE), "reports:published", Crumb(title)),
    }
    status = 409 if form.stale is not None else 422 if form.errors else 200
    return render(request, "reports/published_form.html", context, status=status)

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.lists.pages import wrong_in_view
from accounts.models import SavedView
from accounts.policy import Request, signed_in
from accounts.saved_views import actions
from accounts.saved_views.forms import SaveViewForm
from ui.forms import accepted
from ui.lists.ways import place_of


@signed_in()
def saved_views(request: Request) -> HttpResponse:
    """One's own; what others share stands on the lists."""
    views = SavedView.objects.filter(user=request.user).order_by("place", "pk")
    return render(request, "accounts/saved_views.html", {"views": views})


@signed_in(methods=("GET", "POST"))
def save_view(request: Request) -> HttpResponse:
    initial = {"address": request.GET.get("address", "")}
    form = SaveViewForm(request.POST if request.method == "POST" else None, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid() and _understood(request, form) and _saved(request, form):
        messages.success(request, gettext("The view is saved. It stands above the list."))
        return redirect(form.cleaned_data["address"])
    return render(request, "accounts/save_view.html", {"form": form, "back": _back(form)})


def _understood(request: Request, form: SaveViewForm) -> bool:
    wrong = wrong_in_view(request, form.cleaned_data["address"])
    for sentence in wrong:
        form.add_error("address", sentence)
    return not wrong


def _saved(request: Request, form: SaveViewForm) -> SavedView | None:
    chosen = {name: form.cleaned_data[name] for name in ("name", "role", "is_usual")}
    return accepted(form, actions.save_view, place=form.place.name, query=form.query, by=request.user, **chosen)


def _back(form: SaveViewForm) -> str:
    address = form["address"].value() or ""
    return address if place_of(address) else ""


@signed_in(methods=("POST",))
def make_usual(request: Request, pk: int) -> HttpResponse:
    actions.make_usual(view=_mine(request, pk), usual=request.POST.get("usual") == "yes", by=request.user)
    return redirect("accounts:saved_views")


@signed_in(methods=("POST",))
def delete_view(request: Request, pk: int) -> HttpResponse:
    actions.delete_view(view=_mine(request, pk), by=request.user)
    messages.success(request, gettext("The view is deleted."))
    return redirect("accounts:saved_views")


def _mine(request: Request, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, user=request.user)

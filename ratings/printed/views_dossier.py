"""The list of the dossier, filled in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.crumbs import sheet_crumbs
from ratings.grid.material import fetch
from ratings.printed import dossier
from ratings.printed.forms import DossierForm
from ratings.printed.papers import forms_of
from ratings.printed.texts import DOSSIER
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept


@policy(Permission.EDIT_SHEETS, methods=("GET", "POST"))
def edit_dossier(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.EDIT_SHEETS)
    known = forms_of(sheet)
    if known is None or not known.dossier:
        raise Http404
    form = DossierForm(request.POST if request.method == "POST" else None, dossier=dossier.dossier_of(sheet))
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        values = {"dossier": form.dossier(), "seen": form.cleaned_data["seen"], "by": request.user}
        if accepted(form, dossier.keep, sheet=sheet, **values) is not None:
            messages.success(request, gettext("The list of the dossier is saved."))
            return redirect(kept(request, reverse("ratings:printed_dossier", args=[year, organization])))
    context = {
        "sheet": sheet,
        "form": form,
        "now": zip(DOSSIER, form.stale.values(), strict=True) if form.stale else (),
        "crumbs": sheet_crumbs(sheet, Crumb(gettext("List of the dossier"))),
    }
    return render(request, "ratings/printed/edit_dossier.html", context, status=409 if form.stale else status)

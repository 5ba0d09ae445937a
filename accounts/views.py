from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from accounts import actions as accounts_actions
from accounts.forms import EmailForm, PreferencesForm
from accounts.policy import Request, public, signed_in
from accounts.preferences import initial, keep, preferences_of
from accounts.sign_in.way_back import way_back
from accounts.trail.words import password_by_link


@signed_in()
def account(request: Request) -> HttpResponse:
    user = request.user
    assignments = user.assignments.select_related("organization")
    return render(request, "accounts/account.html", {"assignments": assignments, "by_link": password_by_link(user)})


@signed_in(methods=("GET", "POST"))
def change_email(request: Request) -> HttpResponse:
    user = request.user
    form = EmailForm(request.POST if request.method == "POST" else None, initial={"email": user.email})
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        accounts_actions.change_email(user=user, email=email)
        if email:
            messages.success(request, gettext("Reminders go to %(email)s from now on.") % {"email": email})
        else:
            messages.success(request, gettext("The address is cleared; you get no more reminders by e-mail."))
        return redirect("accounts:account")
    return render(request, "accounts/change_email.html", {"form": form})


@public(methods=("GET", "POST"))
def preferences(request: HttpRequest) -> HttpResponse:
    """Also before signing in: whoever needs large letters needs them to type the password."""
    form = PreferencesForm(request.POST or None, initial=initial(preferences_of(request)))
    if request.method == "POST" and form.is_valid():
        response = HttpResponseRedirect(way_back(request))
        if request.user.is_authenticated:
            accounts_actions.choose(user=request.user, chosen=form.chosen())
        keep(response, form.chosen())
        return response
    return render(request, "accounts/preferences.html", {"form": form, "next": way_back(request)})

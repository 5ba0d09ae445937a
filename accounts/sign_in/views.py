"""Signing in and out, and passwords."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from accounts.policy import Request, public, signed_in
from accounts.sign_in import actions as sign_in_actions
from accounts.sign_in.again import CARRIED, after_sign_in
from accounts.sign_in.browsers import remember
from accounts.sign_in.forms import SignInForm
from accounts.sign_in.links import user_of
from accounts.sign_in.way_back import way_back
from accounts.trail.words import is_unread, password_by_link


@public(methods=("GET", "POST"))
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return after_sign_in(request)
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = cast(User, form.user)
        notice = password_by_link(user) if is_unread(user) else ""
        sign_in_actions.sign_in(request=request, user=user)
        if notice:
            messages.warning(
                request, " ".join((notice, gettext("If you did not set it, tell the administrator at once.")))
            )
        response = after_sign_in(request)
        remember(request, response, user)
        return response
    context = {"form": form, "next": way_back(request), "carried": request.POST.get(CARRIED, "")}
    return render(request, "accounts/sign_in.html", context)


@signed_in(methods=("POST",))
def sign_out(request: Request) -> HttpResponse:
    sign_in_actions.sign_out(request=request, by=request.user)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@signed_in(methods=("GET", "POST"))
@sensitive_post_parameters()
def change_password(request: Request) -> HttpResponse:
    user = request.user
    form = PasswordChangeForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sign_in_actions.change_password(request=request, user=user, password=form.cleaned_data["new_password1"])
        messages.success(request, gettext("The new password holds from now on. Other browsers were signed out."))
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


@public(methods=("GET", "POST"))
@sensitive_post_parameters()
@never_cache
def set_password(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Through a link from the administrator. A spent one says that it is, and where to go on."""
    user = user_of(code, token)
    if user is None:
        return _spent(request)
    form = SetPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        if not sign_in_actions.set_first_password(user=user, token=token, password=password):
            return _spent(request)
        messages.success(request, gettext("The password is set. Sign in with it."))
        response = redirect("accounts:sign_in")
        # The way in for an owner whose name is kept busy from elsewhere.
        remember(request, response, user)
        return response
    return render(request, "accounts/set_password.html", {"form": form, "person": user})


def _spent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/spent_link.html", status=HTTPStatus.NOT_FOUND)

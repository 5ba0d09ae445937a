"""Signing in and out, and passwords."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.models import User
from accounts.policy import Request, public, signed_in
from accounts.sign_in import actions as sign_in_actions
from accounts.sign_in.browsers import remember
from accounts.sign_in.forms import SignInForm
from accounts.sign_in.links import user_of
from accounts.trail.words import is_unread, password_by_link


@public(methods=("GET", "POST"))
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    target = _next(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(target)
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = cast(User, form.user)
        notice = password_by_link(user) if is_unread(user) else ""
        sign_in_actions.sign_in(request=request, user=user)
        if notice:
            messages.warning(
                request, " ".join((notice, gettext("If you did not set it, tell the Bloc office at once.")))
            )
        response = HttpResponseRedirect(target)
        remember(request, response, user)
        return response
    return render(request, "accounts/sign_in.html", {"form": form, "next": target})


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
    """Through a link from the administrator; a spent link is a page that does not exist."""
    user = user_of(code, token)
    if user is None:
        raise Http404
    form = SetPasswordForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        sign_in_actions.set_first_password(user=user, password=form.cleaned_data["new_password1"])
        messages.success(request, gettext("The password is set. Sign in with it."))
        response = redirect("accounts:sign_in")
        # The way in for an owner whose name is kept busy from elsewhere.
        remember(request, response, user)
        return response
    return render(request, "accounts/set_password.html", {"form": form, "person": user})


def _next(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is on this host; a link in an e-mail must not lead elsewhere."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and _can_be_opened(wanted) else resolve_url(settings.LOGIN_REDIRECT_URL)


def _can_be_opened(address: str) -> bool:
    """Not a deed: who was signed out before pressing a button would land on an empty refusal."""
    try:
        view = resolve(urlsplit(address).path).func
    except Resolver404:
        return True
    return "GET" in view.policy.methods  # type: ignore[attr-defined]

"""A POST that met an ended session or an old token: what was typed is shown again and never sent by itself.

Whose it is stands in it (accounts.whose): nobody else is shown it, and nobody sends it under another's name.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.sign_in.forms import SignInForm
from accounts.sign_in.way_back import can_be_opened, way_back
from accounts.whose import mark_of
from ui.typed import Typed, seal, typed_in, unseal

# The field of the sign-in page that carries what was posted before.
CARRIED = "carried"


def ask_to_sign_in(request: HttpRequest, typed: Typed) -> HttpResponse:
    """The page of signing in, which carries what was posted. 403: nothing was done."""
    context = {"form": SignInForm(request), "next": typed.address, "carried": seal(typed)}
    return render(request, "accounts/sign_in.html", context, status=403)


def after_sign_in(request: HttpRequest) -> HttpResponse:
    """To where the person wanted to go; before that to what they had typed, if it was they."""
    if typed := _carried(request):
        return show_again(request, typed)
    if request.POST.get(CARRIED):
        messages.warning(request, gettext("What was typed before was not sent: it is another person's, or too old."))
    return HttpResponseRedirect(way_back(request))


def show_again(request: HttpRequest, typed: Typed, status: int = 200) -> HttpResponse:
    context = {"typed": typed, "form_page": typed.address if can_be_opened(typed.address) else ""}
    return render(request, "accounts/send_again.html", context, status=status)


def refuse_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of Django's CSRF failure page."""
    if request.path == reverse("accounts:sign_in"):
        return _sign_in_anew(request)
    typed = typed_in(request)
    if not (typed and typed.whose):
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, typed)
    return show_again(request, typed, 403) if typed.whose == mark_of(request.user) else refuse_other(request)


def refuse_other(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/another_person.html", status=403)


def _carried(request: HttpRequest) -> Typed | None:
    """What the sign-in page carries, if it is of the person who is signed in now."""
    typed = unseal(request.POST.get(CARRIED, ""))
    return typed if typed and typed.whose == mark_of(request.user) else None


def _sign_in_anew(request: HttpRequest) -> HttpResponse:
    """Signed in in another tab meanwhile, or the page is an old one."""
    if request.user.is_authenticated:
        if typed := _carried(request):
            return show_again(request, typed, 403)
        return render(request, "accounts/signed_in.html", {"next": way_back(request)}, status=403)
    messages.warning(request, gettext("This page was open for too long. Please sign in once more."))
    context = {"form": SignInForm(request), "next": way_back(request), "carried": request.POST.get(CARRIED, "")}
    return render(request, "accounts/sign_in.html", context, status=403)

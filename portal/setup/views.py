from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.policy import Request, public, signed_in
from accounts.sign_in.actions import sign_in
from accounts.sign_in.browsers import remember
from portal.setup.actions import SetUp
from portal.setup.actions import set_up as set_up_portal
from portal.setup.code import announce
from portal.setup.emptiness import awaits_set_up
from portal.setup.forms import CodeForm, SetUpForm
from portal.setup.progress import progress_of
from ui.forms import accepted

# In the session of whoever brought the code.
OPENED = "setup"


@public(methods=("GET", "POST"))
@sensitive_post_parameters()
@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """First the code, then the root and its administrators; of no use to anybody once somebody is there."""
    if not awaits_set_up():
        return _is_set_up(request)
    announce()
    return _ask_for_root(request) if OPENED in request.session else _ask_for_code(request)


def _ask_for_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        request.session[OPENED] = True
        return redirect("setup")
    # The page is public: where the folder really is, is nobody's business.
    folder = "var" if settings.VAR_DIR == settings.BASE_DIR / "var" else "$PORTAL_VAR_DIR"
    return render(request, "portal/setup_code.html", {"form": form, "folder": folder})


def _ask_for_root(request: HttpRequest) -> HttpResponse:
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = accepted(form, set_up_portal, root=form.root(), administrators=form.administrators())
        if done:
            return _signed_in(request, done)
        if not awaits_set_up():
            return _is_set_up(request)
    return render(request, "portal/setup.html", {"form": form})


def _signed_in(request: HttpRequest, done: SetUp) -> HttpResponse:
    first = done.administrators[0]
    del request.session[OPENED]
    sign_in(request=request, user=first)
    messages.success(request, gettext("The portal is set up, and you are signed in."))
    response = redirect("setup_steps")
    remember(request, response, first)
    return response


def _is_set_up(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        messages.info(request, gettext("The portal is set up already. Sign in to go on."))
    return redirect("home")


@signed_in()
def steps(request: Request) -> HttpResponse:
    """For whoever keeps accounts or opens years; it does not exist for others."""
    progress = progress_of(request.user)
    if progress is None:
        raise Http404
    return render(request, "portal/setup_steps.html", {"progress": progress})

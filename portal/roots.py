"""Which root organisation a request is about: the person's own, or the one that its address names."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, set_script_prefix

from accounts.models import Grant, User
from organizations.models import Organization
from organizations.roots import Elsewhere, grants_at
from ui.root_addresses import address_of, divided


class AddressOfRootMiddleware:
    """Takes /r/<number> from the address before anybody looks for the page; `request.path` keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = get_script_prefix()
        request.path_info = divided(request.path_info).path
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(before)


class RootAtHandMiddleware:
    """Under an address of a root the person is who they are below it, and each address that is made keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = divided(request.path)
        if asked.root is not None and request.user.is_authenticated:
            request.user.grants = _grants_below(request.user, asked.root)
            set_script_prefix(f"{asked.prefix}/")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A year or a term of a root that was merged into this one is looked at there."""
        if not isinstance(exception, Elsewhere) or request.method not in ("GET", "HEAD"):
            return None
        ways = [(root, address_of(root.pk, request.get_full_path())) for root in exception.roots]
        if len(ways) == 1:
            return redirect(ways[0][1])
        return render(request, "portal/which_root.html", {"ways": ways})


def _grants_below(user: User, pk: int) -> tuple[Grant, ...]:
    """404 where the person has nothing to look for."""
    root = Organization.objects.filter(pk=pk, parent=None).first()
    grants = grants_at(user, root) if root else ()
    if not grants:
        raise Http404
    return grants

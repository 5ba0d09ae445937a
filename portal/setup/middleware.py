"""An empty portal answers every address with its set-up."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.setup.emptiness import awaits_set_up, is_known_to_be_set_up

# By name; beside them static files.
STAY = ("setup", "healthz", "readyz", "accounts:preferences")


class SetUpMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_known_to_be_set_up() or _stays(request.path) or not awaits_set_up():
            return self.get_response(request)
        return redirect("setup")


def _stays(path: str) -> bool:
    return path.startswith(settings.STATIC_URL) or path in map(reverse, STAY)

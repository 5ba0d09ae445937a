import codecs
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.preferences import preferences_of
from accounts.sign_in import sessions
from portal import deadline
from ui.characters import is_storable

# A browser sends a workbook that is too big up to here, and gets a sentence at its field; beyond it is not read at all.
MAX_BODY_BYTES = 32 * 1024 * 1024
TOO_MUCH: dict[type[Exception], Any] = {
    TooManyFieldsSent: _("The form that was sent has more fields than the portal reads at once."),
    RequestDataTooBig: _("The text that was sent is longer than the portal reads at once."),
    TooManyFilesSent: _("More files were sent than the portal reads at once."),
}
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)
PROBES = ("/healthz", "/readyz")


class DeadlineMiddleware:
    """A request ends before the web server kills its process, whatever the database does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        if connection.vendor == "postgresql":
            deadline.keep_deadlines()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with deadline.within(settings.DATABASE_REQUEST_SECONDS):
            response = self.get_response(request)
            # Django would look whether it still works when the response is sent, and wait without a limit.
            if connection.errors_occurred:
                connection.close_if_unusable_or_obsolete()
            return response


class ReadableRequestMiddleware:
    """Refuses what no page of ours sends and what would fail later, deeper and not as the sender's fault.

    Django writes uploads to the disk without a limit, before it asks who is there; it decodes by the charset that the
    client names, be it one that is none; and NUL, which no database of ours keeps, can hide in an address or a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > MAX_BODY_BYTES:
            return render(request, "413.html", status=413)
        try:
            _read(request)
        except UNREADABLE as error:
            reason = TOO_MUCH.get(type(error))
            return render(request, "400_too_much.html" if reason else "400.html", {"reason": reason}, status=400)
        # A cookie may be of another site's making: as if it were not there.
        for name in [name for name, value in request.COOKIES.items() if not is_storable(name + value)]:
            del request.COOKIES[name]
        return self.get_response(request)


def _read(request: HttpRequest) -> None:
    """Also the form: or every page that looks for its token would read it again, the page of the refusal too."""
    if not (_is_in_utf8(request) and _has_storable_address(request) and request.POST is not None):
        raise BadRequest


def _is_in_utf8(request: HttpRequest) -> bool:
    """By whatever name; ASCII is part of it."""
    if codecs.lookup(request.encoding or "utf-8").name not in ("utf-8", "ascii"):
        return False
    request.encoding = "utf-8"
    return True


def _has_storable_address(request: HttpRequest) -> bool:
    asked = [request.path_info, *request.GET, *(value for values in request.GET.lists() for value in values[1])]
    return all(map(is_storable, asked))


def _length(request: HttpRequest) -> int:
    """What is no number is nothing to Django, which then reads no body."""
    declared = request.META.get("CONTENT_LENGTH") or ""
    return int(declared) if declared.isdecimal() and len(declared) < 19 else 0


class ProbeMiddleware:
    """Whoever probes has no session: the answer about a database must not wait for that database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return self.get_response(request)
        request.COOKIES.clear()
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response


class NoStoreMiddleware:
    """Pages of signed-in people stay out of the browser's cache: offices share machines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response


class IdleMiddleware:
    """Ends the session of a person who left the machine; what a page keeps by itself, like a draft, is a sign of life.

    Before LoginRequiredMiddleware looks, which waits for the view; after messages, which tell why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_idle(request):
                logout(request)
                messages.info(
                    request, gettext("You were signed out because nothing was done for 30 minutes. Sign in again.")
                )
            else:
                self._note(request)
        return self.get_response(request)

    def _note(self, request: HttpRequest) -> None:
        try:
            sessions.note(request)
        except UpdateError:
            # Signed out in another tab at this moment: as if this request had come after it.
            logout(request)


class RefusedMethodMiddleware:
    """Django answers an address that takes no such request with an empty page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class PreferencesMiddleware:
    """Vietnamese until the person switches: the language of an office's Windows says nothing about its people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        preferences = preferences_of(request)
        request.preferences = preferences  # type: ignore[attr-defined]
        language = preferences.language
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

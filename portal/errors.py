"""What is answered where a view fails: a page that says what was saved, and carries what was typed."""

from __future__ import annotations

import errno
import sys
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views import defaults

from accounts.sign_in.again import ask_to_sign_in
from accounts.whose import mark_of
from ui.typed import Typed, typed_in

RETRY_AFTER_SECONDS = 30
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500, called while the error is being handled, wherever it was raised."""
    error = sys.exc_info()[1]
    if isinstance(error, IntegrityError):
        sentence = gettext("Somebody else saved something at this moment that stands against it. Send it once more.")
        return _page(request, "409.html", HTTPStatus.CONFLICT, sentence)
    if _is_passing(error):
        answer = _page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE)
        answer["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return answer
    template = "500_typed.html" if _typed(request) else "500.html"
    return _page(request, template, HTTPStatus.INTERNAL_SERVER_ERROR)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400. A session that was ended while this request was under way is no bad request."""
    if isinstance(exception, DisallowedHost):
        return HttpResponseBadRequest(render_to_string("400_host.html", {"address": settings.PORTAL_URL}))
    if not isinstance(exception, SessionInterrupted):
        return defaults.bad_request(request, exception)
    logout(request)
    typed = _typed(request)
    if typed and typed.whose and typed.has_content:
        return ask_to_sign_in(request, typed)
    return redirect_to_login(request.get_full_path())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404. A form may have stood open while its record left the person's reach."""
    typed = _typed(request)
    mine = typed if typed and typed.whose and typed.whose == mark_of(request.user) else None
    return render(request, "404.html", {"typed": mine}, status=HTTPStatus.NOT_FOUND)


def _is_passing(error: BaseException | None) -> bool:
    """A database that does not answer, a lock or a statement that waited too long, a disk without room."""
    return isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, OSError) and error.errno in NO_ROOM
    )


def _page(request: HttpRequest, template: str, status: HTTPStatus, sentence: str = "") -> HttpResponse:
    context = {"typed": _typed(request), "sentence": sentence, "address": request.get_full_path()}
    return render(request, template, context, status=status)


def _typed(request: HttpRequest) -> Typed | None:
    """Only of a body that was read already: reading may be what failed."""
    return typed_in(request) if hasattr(request, "_post") else None

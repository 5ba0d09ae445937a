"""How long somebody stays signed in: SESSION_COOKIE_AGE in all, SESSION_IDLE_SECONDS without a request, at most."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.utils import timezone

from stored.locks import briefly

SEEN = "seen"
# The row of the session is written at most so often.
NOTED_EVERY = timedelta(minutes=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def begin(sender: Any, request: HttpRequest, **_kwargs: Any) -> None:
    """The end is a moment: Django's own counts anew from each time that the session is written."""
    now = timezone.now()
    request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    request.session[SEEN] = now.isoformat()


def is_idle(request: HttpRequest) -> bool:
    return timezone.now() - _seen(request) > timedelta(seconds=settings.SESSION_IDLE_SECONDS)


def note(request: HttpRequest) -> None:
    """By a statement of its own, so that no page fails or waits for it; the next request tries again.

    Raises UpdateError where the session was ended elsewhere meanwhile.
    """
    now = timezone.now()
    if now - _seen(request) < NOTED_EVERY:
        return
    was_modified = request.session.modified
    request.session[SEEN] = now.isoformat()
    request.session.modified = was_modified
    with suppress(OperationalError, InterfaceError), briefly():
        request.session.save()


def _seen(request: HttpRequest) -> datetime:
    """Long ago in a session that says nothing about it."""
    text = request.session.get(SEEN)
    return datetime.fromisoformat(text) if text else LONG_AGO

"""Browsers in which somebody signed in before: a signed cookie that opens nothing and only counts tries apart.

The names in it are scrambled: whoever reads the cookie of a shared machine learns nobody's user name.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from accounts.models import User
from accounts.sign_in.throttle import name_key

COOKIE = "known_browser"
SALT = "accounts.browsers"
KEPT_SECONDS = 180 * 24 * 60 * 60
# People of one office share machines.
NAMES_KEPT = 10


def known_browser(request: HttpRequest, username: str) -> str:
    """The browser's own mark, where this name was signed in to in it; else empty."""
    held = _held(request)
    return held["browser"] if _scrambled(username) in held["names"] else ""


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    held = _held(request)
    name = _scrambled(user.username)
    names = [*(kept for kept in held["names"] if kept != name), name][-NAMES_KEPT:]
    response.set_cookie(
        COOKIE,
        signing.dumps({"browser": held["browser"] or get_random_string(32), "names": names}, salt=SALT),
        max_age=KEPT_SECONDS,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _held(request: HttpRequest) -> dict[str, Any]:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return {"browser": "", "names": []}


def _scrambled(username: str) -> str:
    return salted_hmac(SALT, name_key(username), algorithm="sha256").hexdigest()[:32]

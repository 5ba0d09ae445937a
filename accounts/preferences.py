"""How a person wants pages to look: language, size of letters, scheme.

The account holds what was chosen and it holds on every device; what the account leaves open, and pages before signing
in, follow the cookies of this browser.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

YEAR = 365 * 24 * 60 * 60


class Letters(models.TextChoices):
    """In percent of the size that the browser was set to."""

    NORMAL = "100", _("As usual")
    LARGE = "125", _("Larger (125%)")
    LARGEST = "150", _("Largest (150%)")


class Scheme(models.TextChoices):
    SYSTEM = "system", _("As this device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


@dataclass(frozen=True)
class Preferences:
    language: str = settings.LANGUAGE_CODE
    letters: str = Letters.NORMAL
    scheme: str = Scheme.SYSTEM


COOKIES = {"language": settings.LANGUAGE_COOKIE_NAME, "letters": "letters", "scheme": "scheme"}
CHOICES: dict[str, Any] = {"language": settings.LANGUAGES, "letters": Letters.choices, "scheme": Scheme.choices}


def preferences_of(request: HttpRequest) -> Preferences:
    account = request.user if request.user.is_authenticated else None
    chosen = {name: getattr(account, name, "") or request.COOKIES.get(COOKIES[name], "") for name in COOKIES}
    return Preferences(**{name: value for name, value in chosen.items() if value in dict(CHOICES[name])})


def keep(response: HttpResponse, chosen: dict[str, str]) -> None:
    """In this browser, for the page of signing in."""
    for name, value in chosen.items():
        response.set_cookie(
            COOKIES[name], value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )


def initial(preferences: Preferences) -> dict[str, str]:
    return asdict(preferences)

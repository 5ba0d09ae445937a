"""The key of a form, made when it is drawn: it says who the form was drawn for, and no two are alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from secrets import token_urlsafe

from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest
from django.utils.translation import gettext

from accounts.models import User

LONGEST_OPEN = timedelta(days=30)
_signer = TimestampSigner(salt="accounts.submissions")


class Unfit(Exception):
    """The form that carries this key is not taken; `sentence` says why, and what to do."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def of_forms(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """For templates: `form_key` makes one for each form, so that two forms of a page are two things."""
    return {"form_key": lambda: make(request.user) if request.user.is_authenticated else ""}


def make(user: User | AnonymousUser) -> str:
    return _signer.sign(f"{user.pk}.{token_urlsafe(12)}")


def read(given: str, user: User | AnonymousUser) -> str:
    """Raises Unfit for what `make` has not made, or not for this person, or too long ago."""
    key = opened(given)
    if key.partition(".")[0] != str(user.pk):
        raise Unfit(gettext("This form was opened by somebody else who was signed in here. Send it if it is yours."))
    return key


def opened(given: str) -> str:
    """Whoever sent it. Raises Unfit as above."""
    try:
        return _signer.unsign(given, max_age=LONGEST_OPEN)
    except SignatureExpired:
        raise Unfit(
            gettext("This form was opened more than a month ago. Look at what you typed, then send it.")
        ) from None
    except BadSignature:
        raise Unfit(
            gettext("This form did not arrive as it was opened. Look at what you typed, then send it.")
        ) from None

"""Tries at the one-time code, counted as those at a password are."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.sign_in.throttle import TooManyTries, client_address, forgive, reserve
from portal.setup.actions import note_throttled, note_wrong_code
from portal.setup.code import is_right

# Where a sign-in has a user name; no user name has a space.
COUNTED_AS = "one-time code"


def check(request: HttpRequest, code: str) -> None:
    """Raises ValidationError for a wrong code, and for any after too many."""
    try:
        attempt = reserve(username=COUNTED_AS, address=client_address(request))
    except TooManyTries as refused:
        if refused.is_news:
            note_throttled(refused.attempt)
        raise ValidationError(
            _("Too many wrong codes. Please try again after %(time)s."),
            code="throttled",
            params={"time": f"{timezone.localtime(refused.until):%H:%M:%S}"},
        ) from refused
    if not is_right(code):
        note_wrong_code(attempt)
        raise ValidationError(_("This is not the code in the log. Copy it from there once more."), code="wrong")
    forgive(attempt)

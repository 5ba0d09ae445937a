"""At most so many tries at a password in so many seconds, by user name and by address; no lock outlasts its window.

A try is written down before anything is checked, in a transaction of its own, and only then are the tries counted. Of
any number that arrive together, the one written k-th counts at least k, so no more than the limit ever reach the
password, on any database and with any number of processes. Counting first would let all of them through.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import SignInAttempt


@dataclass(frozen=True)
class Limit:
    tries: int
    within: timedelta


PER_USERNAME = Limit(5, timedelta(minutes=5))
PER_ADDRESS = Limit(30, timedelta(minutes=1))
LONGEST = max(PER_USERNAME.within, PER_ADDRESS.within)


class TooManyTries(Exception):
    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


def client_address(request: HttpRequest) -> str:
    """Behind a proxy the last entry is the one that our own proxy wrote; all before it is the client's to invent."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def reserve(*, username: str, address: str) -> SignInAttempt:
    """Raises TooManyTries, and then the try does not count: knocking on does not lengthen the wait."""
    now = timezone.now()
    SignInAttempt.objects.filter(at__lt=now - LONGEST).delete()
    attempt = SignInAttempt.objects.create(username=_key(username), address=address, at=now)
    waits = [
        until
        for field, limit in (("username", PER_USERNAME), ("address", PER_ADDRESS))
        if (until := _wait(attempt, field, limit))
    ]
    if waits:
        attempt.delete()
        raise TooManyTries(max(waits))
    return attempt


def forgive(attempt: SignInAttempt) -> None:
    """After a right password the earlier tries at this name no longer count."""
    SignInAttempt.objects.filter(username=attempt.username).delete()


def _key(username: str) -> str:
    return unicodedata.normalize("NFKC", username).casefold()[:150]


def _wait(attempt: SignInAttempt, field: str, limit: Limit) -> datetime | None:
    counted = SignInAttempt.objects.filter(**{field: getattr(attempt, field)}, at__gt=attempt.at - limit.within)
    if counted.count() <= limit.tries:
        return None
    oldest = counted.order_by("at").values_list("at", flat=True).first()
    return (oldest or attempt.at) + limit.within

"""At most so many tries at a password in so much time, so that guessing is hopeless and the owner still gets in.

Strangers are counted by name and address, by name, and by address. A browser in which somebody signed in to this name
before (`browsers`) is counted apart, for itself only: whoever keeps a name busy from elsewhere locks out nobody
who was in before, and the administrator's password link makes a new browser known. However many guesses arrive
together, at most 5 from one address, 20 from all addresses and 5 from a known browser ever reach the password.

A try is written down before anything is checked, in a transaction of its own, and only then are the tries counted. Of
any number that arrive together, the one written k-th counts at least k, so no more than the limit ever reach the
password, on any database and with any number of processes. Counting first would let all of them through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import SignInAttempt
from ui.vietnamese import number_key


@dataclass(frozen=True)
class Limit:
    tries: int
    within: timedelta
    same: tuple[str, ...]
    """The fields in which tries must be alike to count together."""


HERE = ("username", "address", "browser")
AT_ONCE = Limit(5, timedelta(minutes=5), HERE)
# One address alone never fills the limit of a name.
AN_HOUR = Limit(10, timedelta(hours=1), HERE)
PER_USERNAME = Limit(20, timedelta(hours=1), ("username", "browser"))
PER_ADDRESS = Limit(30, timedelta(minutes=1), ("address", "browser"))
OF_STRANGERS = (AT_ONCE, AN_HOUR, PER_USERNAME, PER_ADDRESS)

OF_A_BROWSER = ("username", "browser")
KNOWN_AT_ONCE = Limit(5, timedelta(minutes=5), OF_A_BROWSER)
KNOWN_AN_HOUR = Limit(20, timedelta(hours=1), OF_A_BROWSER)
OF_KNOWN = (KNOWN_AT_ONCE, KNOWN_AN_HOUR)
LONGEST = max(limit.within for limit in (*OF_STRANGERS, *OF_KNOWN))


class TooManyTries(Exception):
    """`is_news`: nobody was refused yet for the tries that count here, so the trail has to hear of it."""

    def __init__(self, until: datetime, attempt: SignInAttempt, is_news: bool):
        super().__init__(until)
        self.until = until
        self.attempt = attempt
        self.is_news = is_news


def client_address(request: HttpRequest) -> str:
    """Behind a proxy the last entry is the one that our own proxy wrote; all before it is the client's to invent."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def reserve(*, username: str, address: str, browser: str = "") -> SignInAttempt:
    """Raises TooManyTries, and then the try does not count: knocking on does not lengthen the wait.

    `browser` is named only where it is known for this very name (`browsers`).
    """
    now = timezone.now()
    SignInAttempt.objects.filter(at__lt=now - LONGEST).delete()
    attempt = SignInAttempt.objects.create(username=name_key(username), address=address, browser=browser, at=now)
    counted = {limit: _counted(attempt, limit) for limit in (OF_KNOWN if browser else OF_STRANGERS)}
    waits = {limit: until for limit, rows in counted.items() if (until := _wait(rows, limit))}
    if waits:
        SignInAttempt.objects.filter(pk=attempt.pk).delete()
        last = max(waits, key=lambda limit: waits[limit])
        raise TooManyTries(waits[last], attempt, _is_news(counted[last]))
    return attempt


def forgive(attempt: SignInAttempt) -> None:
    """After a right password the earlier tries here no longer count; those from elsewhere are not this person's."""
    SignInAttempt.objects.filter(**_alike(attempt, OF_A_BROWSER if attempt.browser else HERE)).delete()


def name_key(username: str) -> str:
    return number_key(username)[:150]


def _alike(attempt: SignInAttempt, fields: tuple[str, ...]) -> Mapping[str, str]:
    return {field: getattr(attempt, field) for field in fields}


def _counted(attempt: SignInAttempt, limit: Limit) -> QuerySet[SignInAttempt]:
    return SignInAttempt.objects.filter(**_alike(attempt, limit.same), at__gt=attempt.at - limit.within).order_by("pk")


def _wait(rows: QuerySet[SignInAttempt], limit: Limit) -> datetime | None:
    if rows.count() <= limit.tries:
        return None
    oldest = rows.order_by("at").values_list("at", flat=True).first()
    return (oldest or timezone.now()) + limit.within


def _is_news(rows: QuerySet[SignInAttempt]) -> bool:
    """One of any number that are refused together: they all mark the same row, and one of them finds it unmarked."""
    if rows.filter(told=True).exists():
        return False
    first = rows.first()
    return first is not None and bool(SignInAttempt.objects.filter(pk=first.pk, told=False).update(told=True))

"""Who is told what becomes of a transfer that is offered, and of a planned deed that could not be done."""

from __future__ import annotations

import hashlib
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from members.models import Deed
from members.offers import words
from notices.telling import News, tell
from organizations.models import Organization
from organizations.recipients import nearest

EDIT = Permission.EDIT_MEMBERS


def offered(deed: Deed, *, by: User | None) -> None:
    """By whom it was offered, also where the clock sends what that person planned."""
    _tell(words.OFFERED, deed, deed.target, by=by, sender=str(by or deed.by or ""))


def accepted(deed: Deed, source: Organization | None, *, by: User) -> None:
    said = {"joined_on": deed.facts["joined_on"], "sender": str(by)}
    _tell(words.ACCEPTED, deed, source or deed.source, by=by, **said)


def refused(deed: Deed, *, by: User) -> None:
    _tell(words.REFUSED, deed, deed.source, by=by, sender=str(by), reason=deed.reason)


def withdrawn(deed: Deed, *, by: User | None) -> None:
    """The other end sees the deed no more: it is led to its list."""
    _tell(words.WITHDRAWN, deed, deed.target, by=by, url=reverse("members:deeds"), sender=str(by or ""))


def failed(deed: Deed) -> None:
    """Once for each day and reason, however often it is tried."""
    why = hashlib.sha256(f"{deed.on} {deed.reason}".encode()).hexdigest()[:12]
    place = deed.source or deed.target
    news = _news(words.FAILED, deed, place, key=why, reason=deed.reason, kind_of=deed.kind)
    planner = [deed.by] if deed.by is not None and deed.by.is_active else []
    tell(news, [*planner, *(nearest(EDIT, place) if place else [])])


def _tell(kind: str, deed: Deed, place: Organization | None, *, by: User | None, url: str = "", **said: Any) -> None:
    if place is not None:
        tell(_news(kind, deed, place, url=url, **said), nearest(EDIT, place), by=by)


def _news(kind: str, deed: Deed, place: Organization | None, *, key: str = "", url: str = "", **said: Any) -> News:
    data = {
        "member": deed.member.full_name,
        "source": deed.source.name if deed.source else "",
        "target": deed.target.name if deed.target else "",
        "on": deed.on.isoformat(),
        **said,
    }
    named = f"{kind}:{deed.pk}:{key}" if key else f"{kind}:{deed.pk}"
    return News(kind, named, url or deed.get_absolute_url(), data, EDIT, place.path if place else "")

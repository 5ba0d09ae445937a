"""What stands in a row of the list of events: what happened there, and the other end as far as the person sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

from members.models import LifeEvent
from organizations.models import Organization

Kind = LifeEvent.Kind


def url(event: Any) -> str:
    """Who sees the event of a cell of then may not see the member of today."""
    return event.member.get_absolute_url() if event.is_open else ""


def name(event: LifeEvent) -> str:
    return event.member.full_name


def number(event: LifeEvent) -> str:
    return event.member.code


def born(event: LifeEvent) -> date:
    return event.member.birth_date


def effective_on(event: LifeEvent) -> date | None:
    """What stands with the member: the ceremony, and since when they are a full one."""
    if event.kind == Kind.ADMITTED:
        return event.member.admitted_on
    return event.member.official_on if event.kind == Kind.RECOGNIZED else None


def place(event: LifeEvent) -> str:
    return event.organization.name


def code(event: LifeEvent) -> str:
    return event.organization.code


def _other(event: Any) -> Organization | None:
    end = event.seen_departure or event.seen_arrival
    return end.organization if end else event.host


def other(event: Any) -> str:
    found = _other(event)
    return found.name if found else event.elsewhere


def other_code(event: Any) -> str:
    found = _other(event)
    return found.code if found else ""

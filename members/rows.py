"""What stands in a row of the list: of the day asked for, and of who has left only what was true at that time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from members import standing
from members.badges import words
from members.badges.reckoning import next_badge
from members.models import LifeEvent, Member
from organizations.namesakes import apart

FINAL = tuple(kind for kind in LifeEvent.Kind.endings() if kind != LifeEvent.Kind.TRANSFERRED_OUT)


def url(member: Any) -> str:
    """A guest whose own organisation the person may not see has no page for them."""
    return member.get_absolute_url() if member.stays else ""


def current(member: Any, on: date) -> list[Any]:
    return [stay for stay in member.stays if stay.until is None or stay.until > on]


def place(member: Any, on: date) -> str:
    """On the day; of who has left, where they belonged last, as far as the person may see."""
    return "; ".join(_name(stay, on) for stay in current(member, on) or member.stays[:1])


def place_apart(on: date) -> Callable[[Any], str]:
    """A workbook has the code beside the name, which comes back in as it went out."""
    return lambda row: "; ".join(apart(_name(stay, on), stay.under) for stay in current(row, on) or row.stays[:1])


def _name(stay: Any, on: date) -> str:
    return stay.organization.name if on == timezone.localdate() else stay.then or stay.organization.name


def codes(member: Any, on: date) -> str:
    return "; ".join(stay.organization.code for stay in current(member, on))


def since(member: Any) -> date | None:
    return next((stay.since for stay in member.stays), None)


def until(member: Any, on: date) -> date | None:
    return None if current(member, on) else next((stay.until for stay in member.stays), None)


def position(member: Any, on: date) -> str:
    """Of today: nobody learns of a post that came after the time here."""
    return member.position if on == timezone.localdate() and current(member, on) else ""


def official_on(member: Member, on: date) -> date | None:
    known = until(member, on) or on
    return member.official_on if member.official_on and member.official_on <= known else None


def left(member: Any) -> str:
    """By what is recorded where the member belonged last; who was carried along by a decision has no event."""
    ending = _ending(member)
    return str(ending.get_kind_display()) if ending else ""


def _ending(member: Any) -> LifeEvent | None:
    last = member.stays[0].until if member.stays else None
    return next((each for each in member.endings if last and each.happened_on == last), None)


def badge(member: Any, on: date) -> str:
    """Of who belongs and is a full member; the next one."""
    found = next_badge(member.counted_from, on) if current(member, on) and official_on(member, on) else None
    return words.told(found) if found else ""


def activity(member: Any) -> str:
    return "; ".join(map(standing.told, member.in_force))


def status(member: Any, on: date) -> str:
    if member.stays and not current(member, on):
        ending = _ending(member)
        return gettext("no longer on the list") if ending and ending.kind in FINAL else gettext("moved away")
    return gettext("probationary") if member.is_probationary(on) else gettext("full member")

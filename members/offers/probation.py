"""Before the probation of a member is complete, the cell and its committee are told, a few times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from members.days import a_year_after
from members.models import LifeEvent, Membership
from members.offers import words
from notices.telling import News, tell
from organizations.models import Organization
from organizations.recipients import nearest

VIEW = Permission.VIEW_MEMBERS
DAYS_BEFORE = (90, 60, 30, 15, 7)


@transaction.atomic
def remind(today: date) -> int:
    """How many members are told of."""
    people: dict[int, list[User]] = {}
    told = 0
    for belongs, complete_on in _near(today):
        place, left = belongs.organization, (complete_on - today).days
        if place.pk not in people:
            people[place.pk] = [*nearest(VIEW, place), *_committee(place)]
        tell(_news(belongs, complete_on, left), people[place.pk])
        told += 1
    return told


def _committee(place: Organization) -> list[User]:
    return nearest(Permission.EDIT_MEMBERS, place)


def _near(today: date) -> Iterator[tuple[Membership, date]]:
    """On probation, by the day on which it is complete: twelve months after the ceremony, or as it was extended."""
    ends = [today + timedelta(days=days) for days in DAYS_BEFORE]
    on_probation = Membership.objects.filter(until=None, member__official_on=None).select_related(
        "member", "organization"
    )
    began = on_probation.filter(member__admitted_on__in=[day for end in ends for day in _a_year_before(end)])
    for belongs in began.exclude(member__events__kind=LifeEvent.Kind.EXTENDED).order_by("pk"):
        yield belongs, a_year_after(belongs.member.admitted_on)
    extended = LifeEvent.objects.filter(kind=LifeEvent.Kind.EXTENDED, until__in=ends)
    until = {each.member_id: each.until for each in extended.order_by("happened_on") if each.until}
    for belongs in on_probation.filter(member__in=list(until)).order_by("pk"):
        yield belongs, until[belongs.member_id]


def _a_year_before(end: date) -> list[date]:
    """The first of March is a year after the 29th of February too."""
    before = [date(end.year - 1, 2, 28) + timedelta(days=1)] if (end.month, end.day) == (3, 1) else []
    before += [] if (end.month, end.day) == (2, 29) else [end.replace(year=end.year - 1)]
    return [day for day in dict.fromkeys(before) if a_year_after(day) == end]


def _news(belongs: Membership, complete_on: date, left: int) -> News:
    member, place = belongs.member, belongs.organization
    data = {"member": member.full_name, "place": place.name, "complete_on": complete_on.isoformat(), "left": left}
    key = f"{words.PROBATION}:{member.pk}:{complete_on.isoformat()}:{left}"
    return News(words.PROBATION, key, member.get_absolute_url(), data, VIEW, place.path)

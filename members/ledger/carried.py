"""On which day of a period members went along with an organisation: nobody transferred them, it changed around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from members.ledger.flows import Period
from members.models import LifeEvent, Membership

AT_ONCE = 1000


def carried(members: Collection[int], period: Period) -> dict[int, date]:
    """The last of such days, of those of the members who have one."""
    found: dict[int, date] = {}
    listed = sorted(members)
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        for member, day in (*_reorganized(some, period), *_moved(some, period)):
            found[member] = max(day, found.get(member, day))
    return found


def _reorganized(members: Collection[int], period: Period) -> Iterator[tuple[int, date]]:
    """Their cell was merged, divided or became a committee: one membership follows the other without an arrival."""
    days = (period.first, period.last)
    before = Membership.objects.filter(member=OuterRef("member"), until=OuterRef("since"))
    arrived = LifeEvent.objects.filter(
        member=OuterRef("member"), happened_on=OuterRef("since"), kind__in=LifeEvent.Kind.entries()
    )
    found = Membership.objects.filter(Exists(before), ~Exists(arrived), member__in=members, since__range=days)
    yield from found.order_by("since").values_list("member", "since")


def _moved(members: Collection[int], period: Period) -> Iterator[tuple[int, date]]:
    """Their cell, or what it stands below, came elsewhere or became another kind before they left, or as they did."""
    came = "organization__places__since"
    held = Q(until=None) | Q(until__gte=F(came))
    found = Membership.objects.filter(
        held, member__in=members, **{f"{came}__range": (period.first, period.last), f"{came}__gt": F("since")}
    )
    yield from found.order_by(came).values_list("member", came)

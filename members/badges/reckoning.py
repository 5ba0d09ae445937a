"""Who reaches which badge of years in the Party (Huy hiệu Đảng), and at which of the four days a year it is given.

Years in the Party count from the day of the decision of admission (Charter of 2011, Art. 5.3), not from the ceremony;
where that day is not recorded, from the ceremony, which is never too early. Badges and days: Guide 01-HD/TW of 2021.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.filters import years_before
from members.models import LifeEvent, Member, MemberQuerySet

YEARS = (30, *range(40, 91, 5))
_BATCHES = ((2, 3), (5, 19), (9, 2), (11, 7))


class Badge(NamedTuple):
    years: int
    reached_on: date
    batch: date


def batch_from(day: date) -> date:
    """The first day of giving on this day or after it."""
    return next(each for each in _batches(day.year) if each >= day)


def _batches(year: int) -> list[date]:
    return [date(each, *month_and_day) for each in (year - 1, year, year + 1) for month_and_day in _BATCHES]


def batch_before(batch: date) -> date:
    return max(each for each in _batches(batch.year) if each < batch)


def next_badge(counted_from: date, day: date) -> Badge | None:
    """The one to be given at the first batch on this day or after it, or at a later one."""
    after = batch_before(batch_from(day))
    reached = ((years, _anniversary(counted_from, years)) for years in YEARS)
    return next((Badge(years, on, batch_from(on)) for years, on in reached if on > after), None)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def counted_from() -> Coalesce:
    decided = LifeEvent.objects.admissions().filter(member=OuterRef("pk")).order_by().values("happened_on")[:1]
    return Coalesce(Subquery(decided), "admitted_on")


def due_at(batch: date) -> MemberQuerySet:
    """Who reaches a badge after the batch before, by this one."""
    since = batch_before(batch)

    def reached(field: str) -> Q:
        return reduce(
            or_,
            (
                Q(**{f"{field}__gt": years_before(since, years), f"{field}__lte": years_before(batch, years)})
                for years in YEARS
            ),
        )

    decided = LifeEvent.objects.admissions().filter(reached("happened_on"))
    untold = ~Exists(LifeEvent.objects.admissions().filter(member=OuterRef("pk")))
    by_ceremony = Member.objects.filter(untold, reached("admitted_on"))
    members = Member.objects.filter(official_on__lte=batch)
    return members.filter(Q(pk__in=decided.values("member")) | Q(pk__in=by_ceremony.values("pk")))

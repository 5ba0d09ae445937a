"""What the register says of a year now: each organisation, membership, event and act with where it stood on its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.db.models.lookups import In

from inspections.models import Case, CaseQuerySet
from members.models import LifeEvent, LifeEventQuerySet, Membership, MembershipQuerySet
from organizations.models import Organization, Place, stood_on
from organizations.tree import STEP, below
from ratings.models import RatingYear, Sheet, YearAct, YearEvent
from ratings.models.editions import Kept

AT = "organization__places"


def _of_root(rating_year: RatingYear) -> In:
    """The condition on `path`: below the root of the year. Asked of the database, which no page has at hand."""
    return In(Substr("path", 1, STEP), Organization.objects.filter(pk=rating_year.root_id).values("path"))


def places(rating_year: RatingYear) -> QuerySet[Place]:
    """All that are rated below the root of the year; a root's own rating is made above it."""
    return standing(rating_year).exclude(kind=Organization.Kind.ROOT)


def standing(rating_year: RatingYear) -> QuerySet[Place]:
    """The root of the year and all below it."""
    return Place.objects.on(rating_year.day).filter(_of_root(rating_year))


def places_with_sheets(rating_year: RatingYear) -> QuerySet[Any]:
    sheets = Sheet.objects.filter(rating_year=rating_year, organization=OuterRef("organization"))
    return places(rating_year).annotate(
        sheet_id=Subquery(sheets.order_by().values("pk")[:1]),
        sheet_version=Subquery(sheets.order_by().values("version")[:1]),
    )


def memberships(rating_year: RatingYear) -> MembershipQuerySet:
    day = rating_year.day
    belonging = Membership.objects.on(day).filter(stood_on(day)).annotate(path=F(f"{AT}__path"))
    return belonging.filter(_of_root(rating_year))


def events(rating_year: RatingYear) -> LifeEventQuerySet:
    of_it = all_events().filter(below_any(rating_year.paths), happened_on__range=_days(rating_year))
    return of_it.exclude(pk__in=_kept_elsewhere(YearEvent, rating_year))


def acts(rating_year: RatingYear) -> CaseQuerySet:
    of_it = all_acts().filter(below_any(rating_year.paths), opened_on__range=_days(rating_year))
    return of_it.exclude(pk__in=_kept_elsewhere(YearAct, rating_year))


def _kept_elsewhere(model: type[Kept], rating_year: RatingYear) -> QuerySet[Any]:
    """What another closed year holds is counted there alone."""
    return fixed(model).exclude(rating_year_id=rating_year.pk).order_by().values("source")


def fixed(model: type[Kept]) -> QuerySet[Any]:
    """What the closed years hold now."""
    return model.objects.filter(rating_year__state=RatingYear.State.CLOSED).current()


def of_years(rating_years: Iterable[RatingYear], day: str) -> list[Q]:
    """The conditions, one for each root, that an event or act is of one of these years.

    By ranges of days: to take the year out of each day costs SQLite seconds where it joins the other way round.
    """
    years: defaultdict[str, list[int]] = defaultdict(list)
    for each in rating_years:
        for path in each.paths:
            years[path].append(each.year)
    return [below(path) & reduce(or_, _spans(of_path, day)) for path, of_path in years.items()]


def _spans(years: Iterable[int], day: str) -> Iterator[Q]:
    """Of years that follow each other one."""
    for _gap, run in groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0]):
        following = [year for _at, year in run]
        yield Q(**{f"{day}__range": (date(following[0], 1, 1), date(following[-1], 12, 31))})


def below_any(paths: Iterable[str]) -> Q:
    """Of no path nothing, as a condition that the database is asked: no place has an empty one."""
    return reduce(or_, map(below, paths), Q(path=""))


def all_events() -> LifeEventQuerySet:
    """Of every year and every root."""
    return LifeEvent.objects.filter(stood_on(F("happened_on"))).annotate(path=F(f"{AT}__path"))


def all_acts() -> CaseQuerySet:
    """Of every year and every root."""
    return Case.objects.filter(stood_on(F("opened_on"))).annotate(path=F(f"{AT}__path"))


def _days(rating_year: RatingYear) -> tuple[date, date]:
    return date(rating_year.year, 1, 1), date(rating_year.year, 12, 31)

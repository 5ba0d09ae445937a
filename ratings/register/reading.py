"""What a year is: of a closed one its newest edition, of any other the register. Nobody above asks which.

Both sides have the same fields, and `path` is where each stood on its own day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.db.models.lookups import In

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Kind, Organization, Sector, reach_of, within
from organizations.roots import gathered, mergers
from organizations.tree import STEP
from ratings.models import Edition, RatingYear, YearAct, YearEvent, YearMembership, YearPlace
from ratings.models.editions import Kept
from ratings.models.years import apart
from ratings.register import live

GRASSROOTS_LENGTH = 2 * STEP
Rows = TypeVar("Rows", bound=QuerySet[Any])


def is_fixed(rating_year: RatingYear) -> bool:
    """Closed, with an edition: rows that were written by hand may have none, and a year not yet made has none."""
    return rating_year.is_closed and rating_year.pk is not None and rating_year.editions.exists()


def fixed_years() -> list[RatingYear]:
    """Of every root, with what its newest edition says of itself: to be read once by who asks for several registers."""
    newest = Edition.objects.filter(rating_year=OuterRef("pk"), undone_at=None).order_by("-number")
    begun = {name: Subquery(newest.values(name)[:1]) for name in ("admissions_begun", "acts_begun")}
    closed = RatingYear.objects.filter(state=RatingYear.State.CLOSED, pk__in=Edition.objects.values("rating_year"))
    closed = closed.annotate(**begun)
    found, known = list(closed.select_related("root").order_by("root", "year")), mergers()
    kept_apart = apart(known)
    for each in found:
        each.paths = gathered(each.root.path, each.day, known, kept_apart.get(each.year, ()))
    return found


def places(rating_year: RatingYear) -> QuerySet[Any]:
    """Of all organisations that the year rates."""
    return _kept(YearPlace, rating_year) if is_fixed(rating_year) else live.places(rating_year)


def memberships(rating_year: RatingYear) -> QuerySet[Any]:
    """Who belonged where on the day of the year."""
    return _kept(YearMembership, rating_year) if is_fixed(rating_year) else live.memberships(rating_year)


def of_sector(placed: QuerySet[Any], sector: Sector) -> In:
    """The condition on `path` among these places: a grassroots organisation of the sector, or below one."""
    grassroots = placed.filter(sector=sector, kind__in=Kind.grassroots()).order_by()
    return In(Substr("path", 1, GRASSROOTS_LENGTH), grassroots.values("path"))


def _kept(model: type[Kept], rating_year: RatingYear) -> QuerySet[Any]:
    return model.objects.filter(rating_year=rating_year).current()


@dataclass(frozen=True)
class Dated:
    """Events or acts of many years: kept ones of closed years, those of the register of all others."""

    kept: QuerySet[Any]
    live: QuerySet[Any]

    def filter(self, *conditions: Any, **more: Any) -> Dated:
        return replace(self, kept=self.kept.filter(*conditions, **more), live=self.live.filter(*conditions, **more))

    def within(self, organization: Organization) -> Dated:
        return self.filter(within(organization, "path"))

    def visible_to(self, user: User, permission: Permission) -> Dated:
        """Where the organisation stands today, or stood on the day, in the person's reach."""
        now = reach_of(user, permission, "organization__path")
        seen = self.live.visible_to(user, permission)  # type: ignore[attr-defined]
        return replace(self, kept=self.kept.filter(now | reach_of(user, permission)), live=seen)

    def annotate(self, **values: Any) -> Dated:
        return replace(self, kept=self.kept.annotate(**values), live=self.live.annotate(**values))

    def counted(self, *names: str, where: Q | None = None) -> Counter[tuple[Any, ...]]:
        """{values of these fields: how many}; those without any `where` it is asked have 0."""
        found: Counter[tuple[Any, ...]] = Counter()
        for rows in (self.kept, self.live):
            counts = rows.order_by().values_list(*names).annotate(total=Count("pk", filter=where))
            for *key, total in counts:
                found[tuple(key)] += total
        return found

    def exists(self) -> bool:
        return self.kept.exists() or self.live.exists()

    def distinct(self, *names: str) -> set[tuple[Any, ...]]:
        return {row for rows in (self.kept, self.live) for row in rows.order_by().values_list(*names).distinct()}

    def in_register(self, rows: Rows) -> Rows:
        """Of `rows` of the register, those that are counted: to be shown one by one."""
        kept, here = self.kept.order_by().values("source"), self.live.order_by().values("pk")
        return rows.filter(Q(pk__in=kept) | Q(pk__in=here))


def events(fixed: Sequence[RatingYear] | None = None) -> Dated:
    return _dated(YearEvent, live.all_events(), "happened_on", fixed)


def acts(fixed: Sequence[RatingYear] | None = None) -> Dated:
    return _dated(YearAct, live.all_acts(), "opened_on", fixed)


def _dated(model: type[Kept], rows: QuerySet[Any], day: str, fixed: Sequence[RatingYear] | None) -> Dated:
    """What a closed year holds is counted there alone, though the register may date it otherwise by now."""
    fixed = fixed_years() if fixed is None else fixed
    kept = model.objects.filter(rating_year__in=fixed).current()
    for theirs in live.of_years(fixed, day):
        rows = rows.exclude(theirs)
    return Dated(kept, rows.exclude(pk__in=kept.order_by().values("source")))

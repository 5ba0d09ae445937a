"""What a ledger is of: an organisation with all below it, or of these one sector."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.db.models.lookups import In

from members.ledger.flows import Period
from organizations.models import Kind, Organization, Place, Sector, within
from organizations.tree import STEP
from ratings.models import RatingYear
from ratings.register import on_day, reading

DAY = timedelta(days=1)
GRASSROOTS_LENGTH = 2 * STEP


@dataclass(frozen=True)
class Scope:
    organization: Organization
    sector: Sector | None = None
    fixed: list[RatingYear] = field(default_factory=reading.fixed_years)

    @property
    def name(self) -> str:
        return f"{self.organization}, {self.sector.name}" if self.sector else str(self.organization)

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple({path[:STEP] for path in self.organization.paths})

    def belonging(self, on: date) -> QuerySet[Any]:
        there = on_day.belonging(self.organization, on, self.fixed)
        if self.sector is None:
            return there
        return there.filter(reading.of_sector(on_day.places(self.organization, on, self.fixed), self.sector))

    def inside(self, period: Period) -> Inside:
        if self.sector is None:
            return Inside(within(self.organization, "path"), self.organization.paths)
        paths = tuple(sorted(self._of_sector(period)))
        return Inside(within(self.organization, "path") & Q(In(Substr("path", 1, GRASSROOTS_LENGTH), paths)), paths)

    def turned(self, period: Period) -> set[str]:
        """Paths of grassroots organisations that came to another sector in the period."""
        if self.sector is None:
            return set()
        before, after = (self._sectors(day) for day in (period.first - DAY, period.last))
        return {path for path in before.keys() & after.keys() if before[path] != after[path]}

    def _of_sector(self, period: Period) -> set[str]:
        """Of the last day; what had ended or gone by then is what it was last."""
        held = Q(until=None) | Q(until__gte=period.first)
        places = Place.objects.filter(held, within(self.organization, "path"), kind__in=Kind.grassroots())
        known: dict[str, int | None] = dict(
            places.filter(since__lte=period.last).order_by("since").values_list("path", "sector_id")
        )
        known |= self._sectors(period.last)
        return {path for path, sector in known.items() if self.sector and sector == self.sector.pk}

    def _sectors(self, on: date) -> dict[str, int | None]:
        there = on_day.places(self.organization, on, self.fixed).filter(kind__in=Kind.grassroots())
        return dict(there.order_by().values_list("path", "sector_id"))


@dataclass(frozen=True)
class Inside:
    """`condition` on the path of an event's own day, and with which paths such a path begins."""

    condition: Q
    paths: tuple[str, ...]

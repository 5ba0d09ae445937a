"""An organisation's ratings year by year: its own level, and how the members below it are rated."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Prefetch

from accounts.models import User
from organizations.models import Organization
from ratings.counts.once import closing_order, once
from ratings.levels import LegacyLevel, Level
from ratings.models import MemberRating, Rerating, Sheet


class LevelCount(NamedTuple):
    """None where no sheet of the year is approved yet."""

    level: Level
    number: int | None


@dataclass(frozen=True)
class YearRated:
    year: int
    sheet: Sheet | None
    """None for a root, which only counts what is below it."""
    counts: list[LevelCount]
    marks: tuple[str, ...] = ()

    @property
    def named(self) -> Level | LegacyLevel | None:
        """The organisation's level by the name that it had in that year; None where a reason stands instead."""
        own = self.sheet.organization_rating if self.sheet else None
        if own and own.legacy_level:
            return LegacyLevel(own.legacy_level)
        return Level(own.level) if own and own.level else None


def years_rated(user: User, organization: Organization) -> list[YearRated]:
    counts = _counts(user, organization)
    decided = Prefetch("reratings", Rerating.objects.filter(member=None), to_attr="decided")
    sheets = organization.sheets.select_related("rating_year", "organization_rating", "parent").prefetch_related(
        decided
    )
    by_year = {sheet.rating_year.year: sheet for sheet in sorted(sheets, key=_order)}
    counted = {year for year, _level in counts}
    return [
        YearRated(
            year,
            by_year.get(year),
            [LevelCount(level, counts[year, level] if year in counted else None) for level in Level],
        )
        for year in sorted({*by_year, *counted}, reverse=True)
    ]


def _order(sheet: Sheet) -> tuple[bool, tuple[bool, datetime, int]]:
    """Of several roots' sheets of one year the last is shown; one that stands nowhere only where there is no other."""
    return sheet.path != "", closing_order(sheet.rating_year)


def _counts(user: User, organization: Organization) -> Counter[tuple[int, int]]:
    """Members by year and level, once each, on the approved sheets of the organisation and of all below it."""
    approved = Sheet.objects.visible_to(user).below(organization).approved()
    if organization.earlier_paths:
        approved = once(approved)
    rated = MemberRating.objects.filter(sheet__in=approved, level__isnull=False)
    rated = rated.exclude(pk__in=approved.counted_elsewhere)
    grouped = rated.values_list("sheet__rating_year__year", "level").annotate(Count("pk")).order_by()
    return Counter({(year, level): count for year, level, count in grouped})

"""Where those that are compared stood in the year, and in the one before: a later move changes neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from organizations.models import Organization, within
from ratings.counts.once import closing_order
from ratings.models import RatingYear, Sheet
from ratings.register import reading


@dataclass(frozen=True)
class Stood:
    """By organisation, in the order of the tree: `now` its place in the year, `last` its path a year before.

    `last_years`: the rating years of that year in which they were rated, of whatever root.
    """

    now: Mapping[int, Any]
    last: Mapping[int, str]
    last_years: Sequence[RatingYear]

    @property
    def lengths(self) -> set[int]:
        """Of the paths that are asked for."""
        return {len(path) for path in (*(place.path for place in self.now.values()), *self.last.values())}


def stood(rating_year: RatingYear, root: Organization, kinds: Iterable[str]) -> Stood:
    placed = reading.places(rating_year).filter(within(root, "path"), kind__in=tuple(kinds))
    now = {place.organization_id: place for place in placed.select_related("organization").order_by("path")}
    last_years = _last_years(rating_year, root)
    return Stood(now, dict(_paths(last_years, now)), last_years)


def _last_years(rating_year: RatingYear, root: Organization) -> list[RatingYear]:
    here = Sheet.objects.filter(rating_year=rating_year).below(root).order_by().values("organization")
    last = RatingYear.objects.filter(year=rating_year.year - 1)
    rated = Sheet.objects.filter(rating_year__in=last, organization__in=here).exclude(path="")
    own = Q(root=rating_year.root_id)
    return sorted(last.filter(own | Q(pk__in=rated.order_by().values("rating_year"))), key=closing_order)


def _paths(years: Iterable[RatingYear], of: Mapping[int, Any]) -> Iterable[tuple[int, str]]:
    for each in years:
        rows = reading.places(each).order_by().values_list("organization", "path")
        yield from (row for row in rows if row[0] in of)

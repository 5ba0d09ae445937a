"""Which closed years a row reaches into: what it brings stands beside their figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from exchange.kinds import Scope
from organizations import closed_days
from organizations.models import Place
from organizations.tree import below

PATHS = 10_000


class Late:
    """A query beside those that ask for closed years; none where there are none."""

    def __init__(self, scope: Scope):
        self.years = closed_days.closed_years()
        self.stays: defaultdict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
        self.path = lru_cache(maxsize=PATHS)(self._path)
        rows = Place.objects.filter(below(scope.path, "organization__path")) if self.years else Place.objects.none()
        for cell, since, until, path in rows.order_by().values_list("organization", "since", "until", "path"):
            self.stays[cell].append((since, until, path))

    def years_of(self, data: Mapping[str, Any]) -> set[int]:
        """Of what will be written: where somebody belongs from a day on, and what happened on one."""
        if not self.years:
            return set()
        cell = data["place"]
        days = [*(_days(data, "decided") if data.get("entry") else ()), *_days(data, "exempted")]
        happened = (each.year for on in days for each in self.years if each.holds(on, self.path(cell, on)))
        since = _days(data, "since")
        return {each.year for on in since for each in self.years if self._reaches(each, cell, on)}.union(happened)

    def _reaches(self, year: closed_days.ClosedYear, cell: int, since: date) -> bool:
        return year.is_reached(since, self.path(cell, year.day))

    def _path(self, cell: int, on: date) -> str:
        stays = self.stays.get(cell, ())
        return next((path for since, until, path in stays if since <= on and (until is None or on < until)), "")


def _days(data: Mapping[str, Any], name: str) -> Iterator[date]:
    if value := data.get(name):
        yield date.fromisoformat(value)

"""How much an edition holds, and of whom it says something else than the one before: a row made anew is no change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import reach_of
from ratings.models import RatingYear
from ratings.register.tables import PLACES, Table

# Of a place, by which version of its sheet it is counted.
RATED = ("sheet_id", "sheet_version")
Said = defaultdict[int, defaultdict[int, set[tuple[Any, ...]]]]
"""{edition: {what a row is about: what is said of it}}."""


@dataclass(frozen=True)
class Figure:
    """Of one table in one edition; against the edition before, what came, what is gone, what is otherwise."""

    name: str
    total: int
    added: int
    gone: int
    changed: int


@dataclass(frozen=True)
class Counted:
    name: str
    spans: list[tuple[int, int | None, int]]
    begun: Said
    ended: Said

    @classmethod
    def of(cls, rating_year: RatingYear, table: Table, user: User) -> Counted:
        columns = [column for column in table.columns if column not in RATED]
        return cls._of(str(table.name), _rows(rating_year, table, user), columns)

    @classmethod
    def ratings(cls, rating_year: RatingYear, user: User) -> Counted:
        """Of how many organisations; changed is whose level, or that of whose members, was set or brought in anew."""
        rows = _rows(rating_year, PLACES, user).filter(sheet__isnull=False)
        return cls._of(gettext("Ratings, by organisation"), rows, (PLACES.columns[0], *RATED))

    @classmethod
    def _of(cls, name: str, rows: QuerySet[Any], columns: Sequence[str]) -> Counted:
        turned = rows.filter(Q(since__gt=1) | Q(until__isnull=False)).values_list("since", "until", *columns)
        spans = rows.values_list("since", "until").annotate(total=Count("pk"))
        return cls(name, list(spans), *_turned(turned))

    def at(self, number: int) -> Figure:
        held = (total for since, until, total in self.spans if since <= number and (until is None or until > number))
        before, after = self.ended[number], self.begun[number]
        changed = sum(before[subject] != after[subject] for subject in before.keys() & after.keys())
        return Figure(self.name, sum(held), len(after.keys() - before), len(before.keys() - after), changed)


def _rows(rating_year: RatingYear, table: Table, user: User) -> QuerySet[Any]:
    here = reach_of(user, Permission.VIEW_SHEETS)
    return table.model.objects.filter(here, rating_year=rating_year).order_by()


def _turned(rows: Iterable[tuple[Any, ...]]) -> tuple[Said, Said]:
    begun, ended = _nothing(), _nothing()
    for since, until, *said in rows:
        for number, side in ((since, begun), (until, ended)):
            if number is not None and number > 1:
                side[number][said[0]].add(tuple(said))
    return begun, ended


def _nothing() -> Said:
    return defaultdict(lambda: defaultdict(set))

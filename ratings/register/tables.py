"""What a closed year keeps: each table, by which of its fields a row is known, and what it is copied from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.models import RatingYear, YearAct, YearEvent, YearMembership, YearPlace
from ratings.models.editions import Kept, KeptQuerySet
from ratings.register import live

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """`columns` in the order of both sides: the first says what a row is about, the first `key` which one it is."""

    model: type[Kept]
    columns: tuple[str, ...]
    key: int
    register: Callable[[RatingYear], QuerySet[Any]]
    name: str | Promise
    renamed: tuple[tuple[str, str], ...] = ()

    def now(self, rating_year: RatingYear) -> QuerySet[Any, Row]:
        names = dict(self.renamed)
        found = self.register(rating_year).order_by()
        return found.values_list(*(names.get(column, column) for column in self.columns))

    def kept(self, rating_year: RatingYear) -> KeptQuerySet:
        return self.model.objects.filter(rating_year=rating_year).current().order_by()

    def at(self, rating_year: RatingYear, number: int) -> QuerySet[Any, Row]:
        """What an edition says."""
        rows = self.model.objects.filter(rating_year=rating_year).at(number)
        return rows.order_by().values_list(*self.columns)

    def added(self, rating_year: RatingYear) -> QuerySet[Any, Row]:
        """What the register says and the newest edition does not."""
        return self.now(rating_year).difference(self.kept(rating_year).values_list(*self.columns))

    def gone(self, rating_year: RatingYear) -> QuerySet[Any, Row]:
        """What the newest edition says and the register does not."""
        return self.kept(rating_year).values_list(*self.columns).difference(self.now(rating_year))


PLACES = Table(
    YearPlace,
    (
        "organization_id",
        "parent_id",
        "path",
        "name",
        "kind",
        "sector_id",
        "unit_type",
        "sheet_id",
        "sheet_version",
    ),
    1,
    live.places_with_sheets,
    _("Party organisations"),
)
MEMBERSHIPS = Table(YearMembership, ("member_id", "organization_id", "path"), 2, live.memberships, _("Party members"))
EVENTS = Table(
    YearEvent,
    ("source", "member_id", "kind", "happened_on", "organization_id", "path"),
    1,
    live.events,
    _("Life events"),
    (("source", "pk"),),
)
ACTS = Table(
    YearAct,
    ("source", "number", "kind", "basis", "body", "member_id", "organization_id", "opened_on", "path"),
    1,
    live.acts,
    _("Inspection and supervision"),
    (("source", "pk"),),
)
TABLES = (PLACES, MEMBERSHIPS, EVENTS, ACTS)

"""Events and acts that a closed year holds otherwise than the register tells of them now, of many years at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.db.models.lookups import Exact

from ratings.models import RatingYear
from ratings.register import live
from ratings.register.differences import Difference
from ratings.register.reading import Dated
from ratings.register.tables import ACTS, EVENTS, Row, Table

Entry = tuple[int, int]
"""The year, and the number in the register of what differs there."""

_SIDES: dict[type, tuple[str, Any]] = {
    EVENTS.model: ("happened_on", live.all_events),
    ACTS.model: ("opened_on", live.all_acts),
}


def late(table: Table, fixed: Sequence[RatingYear]) -> Dated:
    """`kept`: of the newest editions, what the register no longer says so; `live`: what the register alone says.

    Both sides have `year` and `entry`, the number in the register; what was changed is on both.
    """
    kept, rows = _kept(table, fixed), _live(table, fixed)
    return Dated(
        kept.exclude(Exists(rows.filter(*_same(table, "pk", "entry")))),
        rows.exclude(Exists(kept.filter(*_same(table, "entry", "pk")))),
    )


def entries(found: Dated) -> set[Entry]:
    return {(year, entry) for year, entry in found.distinct("year", "entry")}


def rows_of(table: Table, fixed: Sequence[RatingYear], shown: Collection[Entry]) -> list[Difference]:
    """Both sides of each, in the order of `shown`. Two queries."""
    numbers = {entry for _year, entry in shown}
    columns = ("year", "entry", *table.columns[1:])
    before = _by_entry(_kept(table, fixed).filter(entry__in=numbers).values_list(*columns))
    after = _by_entry(_live(table, fixed).filter(pk__in=numbers).values_list(*columns))
    return [Difference(table, before.get(each, ()), after.get(each, ())) for each in shown]


def _by_entry(rows: Iterable[Row]) -> dict[Entry, tuple[Row, ...]]:
    return {(year, entry): ((entry, *values),) for year, entry, *values in rows}


def _kept(table: Table, fixed: Sequence[RatingYear]) -> QuerySet[Any]:
    current = table.model.objects.filter(rating_year__in=fixed).current().order_by()
    return current.annotate(year=F("rating_year__year"), entry=F("source"))


def _live(table: Table, fixed: Sequence[RatingYear]) -> QuerySet[Any]:
    """Of the calendar years, below their roots and what was merged into these; not what another closed year holds."""
    day, rows = _SIDES[table.model]
    in_them = reduce(or_, live.of_years(fixed, day), Q(pk__in=[]))
    found = rows().filter(in_them).annotate(year=ExtractYear(day), entry=F("pk"), own=_own(fixed, day))
    elsewhere = live.fixed(table.model).filter(source=OuterRef("pk")).exclude(rating_year=OuterRef("own"))
    return found.exclude(Exists(elsewhere)).order_by()


def _own(fixed: Sequence[RatingYear], day: str) -> Case:
    """The year to which each row of the register belongs."""
    whens = (When(of_it, then=each.pk) for each in fixed for of_it in live.of_years([each], day))
    return Case(*whens, output_field=BigIntegerField())


def _same(table: Table, own: str, other: str) -> list[Exact]:
    """All columns alike, also where both are empty. The year follows from the day, and the root from the path."""
    rest = (name.removesuffix("_id") for name in table.columns[1:])
    return [Exact(F(own), OuterRef(other)), *(_alike(table, name) for name in rest)]


def _alike(table: Table, name: str) -> Exact:
    if table.model._meta.get_field(name).null:
        return Exact(Coalesce(F(name), Value(0)), Coalesce(OuterRef(name), Value(0)))
    return Exact(F(name), OuterRef(name))

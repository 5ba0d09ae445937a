"""What many sheets count together: approved ones speak through their tallies, the others are counted live."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Expression, F, QuerySet, Sum

from ratings.counts.measures import as_decided, as_now, count, measure_of
from ratings.models import Sheet, SheetQuerySet

# Names of a sheet's fields, or expressions of them; a place holds their values in the same order.
By = Sequence[str | Expression]
Place = tuple[Any, ...]


@dataclass(frozen=True)
class Waiting:
    """A sheet not yet approved, with all that it counts as it stands now."""

    sheet_id: int
    place: Place
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Totals:
    """`sums`: {place: {measure: total}}. Measures that no sheet of a place gives are absent, not zero."""

    sums: Mapping[Place, Counter[str]]
    waiting: tuple[Waiting, ...]


def totals(sheets: SheetQuerySet, by: By, names: Collection[str] | None = None) -> Totals:
    """`names`: of these measures only. Seven queries at most, two where nothing waits."""
    sums, waiting = tallied(sheets, by, names), _waiting(sheets, by)
    for each in waiting:
        if counted := {name: value for name, value in each.counts.items() if names is None or name in names}:
            sums[each.place].update(counted)
    if sheets.counted_elsewhere:
        _take_off(sums, sheets, by, names)
    return Totals(dict(sums), waiting)


def _take_off(sums: Mapping[Place, Counter[str]], sheets: SheetQuerySet, by: By, names: Collection[str] | None) -> None:
    here = sheets.filter(member_ratings__in=sheets.counted_elsewhere)
    rows = _placed(here, by, "member_ratings__level", "member_ratings__not_rated_reason")
    for *place, level, reason, total in rows.annotate(total=Count("member_ratings")):
        measure = measure_of("members", level, reason)
        if measure and (names is None or measure in names):
            sums[tuple(place)][measure] -= total


def tallied(sheets: SheetQuerySet, by: By, names: Collection[str] | None = None) -> defaultdict[Place, Counter[str]]:
    """Of the approved sheets alone, by the edition of their present version.

    Joined: PostgreSQL runs a subquery for every tally while its statistics are new.
    """
    asked = {} if names is None else {"tallies__measure__in": as_decided(names)}
    given = sheets.approved().filter(tallies__version=F("version"), **asked)
    sums: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    rows = _placed(given, by, "kind", "tallies__measure").annotate(total=Sum("tallies__value"))
    for *place, kind, decided, total in rows:
        measure = as_now(decided, kind)
        if measure and (names is None or measure in names):
            sums[tuple(place)][measure] += total
    return sums


def _waiting(sheets: SheetQuerySet, by: By) -> tuple[Waiting, ...]:
    pending = sheets.pending()
    places = {pk: tuple(place) for *place, pk in _placed(pending, by, "pk")}
    counts = count(pending) if places else {}
    return tuple(Waiting(pk, place, counts.get(pk, {})) for pk, place in places.items())


def _placed(sheets: SheetQuerySet, by: By, *names: str) -> QuerySet[Sheet, tuple[Any, ...]]:
    placed = {f"place{at}": F(each) if isinstance(each, str) else each for at, each in enumerate(by)}
    return sheets.order_by().annotate(**placed).values_list(*placed, *names)

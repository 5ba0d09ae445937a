"""A rating year held in its state while something of it is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from organizations.holding import alone
from ratings import rules
from ratings.models import RatingYear

# Django locks rows FOR UPDATE only: then all who save in a year would wait for each other.
_WHERE = "id = ANY(%s) AND state = ANY(%s) AND rule_set = ANY(%s)"
_SHARED = f"SELECT id FROM {RatingYear._meta.db_table} WHERE {_WHERE} ORDER BY id FOR SHARE"
ANY_RULES = tuple(rule_set.code for rule_set in rules.ALL)


def held(
    years: Collection[int],
    field: str,
    states: Sequence[str] = (RatingYear.State.OPEN,),
    rule_sets: Collection[str] = ANY_RULES,
) -> Q:
    """That the year is one of them, in such a state and under such rules; until the transaction ends that stays so.

    Whoever closes or changes a year waits for these locks and takes none of a sheet's, so that nobody waits in a ring.
    SQLite has one writer at a time, and needs no lock.
    """
    if connection.vendor == "postgresql":
        return Q(**{f"{field}__in": RawSQL(_SHARED, [sorted(years), list(states), list(rule_sets)])})
    return Q(**{f"{field}__in": RatingYear.objects.filter(pk__in=years, state__in=states, rule_set__in=rule_sets)})


def hold_every_year() -> None:
    """Before what opens a year again, whose sheets may come from any other: two who do so would wait in a ring.

    With the tree after them: the sheets follow it.
    """
    _hold(RatingYear.objects.all())
    alone()


def hold_closed_years() -> None:
    """Before figures of years are brought in from outside; with the register, which says whom they are about."""
    _hold(RatingYear.objects.filter(state=RatingYear.State.CLOSED))
    alone()


def hold_open_years() -> None:
    """Before what is entered in them is brought in from outside: until that is written none of them is closed."""
    years = RatingYear.objects.filter(state=RatingYear.State.OPEN).values_list("pk", flat=True)
    list(RatingYear.objects.filter(held(list(years), "pk")).values_list("pk"))


def _hold(years: QuerySet[RatingYear]) -> None:
    list(years.select_for_update().order_by("pk").values_list("pk"))

"""What the register says of a closed year otherwise than its newest edition: entered, changed or removed later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2s
from operator import or_
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from organizations.tree import below
from ratings.models import Edition, RatingYear
from ratings.register.belonging import differing
from ratings.register.tables import ACTS, EVENTS, MEMBERSHIPS, TABLES, Row, Table

Numbers = list[tuple[str, int]]
"""Of each table that differs its name and of how many."""


@dataclass(frozen=True)
class Difference:
    """Of one organisation, member, event or act: its rows in the edition, and those of the register."""

    table: Table
    before: tuple[Row, ...]
    after: tuple[Row, ...]

    @property
    def key(self) -> str:
        """What a ticked box sends: another one as soon as either side is another."""
        said = repr((self.table.model.__name__, self.before, self.after))
        return blake2s(said.encode(), digest_size=8).hexdigest()

    @property
    def row(self) -> Row:
        return (self.after or self.before)[0]

    def value(self, name: str) -> Any:
        return self.row[self.table.columns.index(name)]


def differences(rating_year: RatingYear, tables: Iterable[Table] = TABLES) -> list[Difference]:
    """None of a year that is open, or has no edition. Two queries a table."""
    if not rating_year.is_closed or not rating_year.editions.exists():
        return []
    return [each for table in tables for each in _of_table(rating_year, table)]


def _of_table(rating_year: RatingYear, table: Table) -> list[Difference]:
    before, after = _by_subject(table.gone(rating_year)), _by_subject(table.added(rating_year))
    return [Difference(table, tuple(before[key]), tuple(after[key])) for key in sorted({*before, *after})]


def _by_subject(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=repr):
        found[row[0]].append(row)
    return found


def numbers_seen(rating_year: RatingYear, user: User) -> Numbers:
    """How many `seen` finds."""
    return _numbers(rating_year, user.paths(Permission.VIEW_SHEETS))


def numbers_below(rating_year: RatingYear, scope: Organization) -> Numbers:
    """At or below the organisation: whoever asks has seen to it that the person may see them."""
    return _numbers(rating_year, scope.paths)


def number_below(rating_year: RatingYear, scope: Organization) -> int:
    return sum(number for _name, number in numbers_below(rating_year, scope))


def _numbers(rating_year: RatingYear, paths: Iterable[str]) -> Numbers:
    """The database compares no more than what lies there: a path is among the columns, so either side is told."""
    if not rating_year.is_closed or not rating_year.editions.exists():
        return []
    there = reduce(or_, map(below, paths), Q(pk__in=[]))
    counted = ((str(table.name), len(_subjects(table, rating_year, there))) for table in TABLES)
    return [(name, number) for name, number in counted if number]


def _subjects(table: Table, rating_year: RatingYear, there: Q) -> set[int]:
    if table is MEMBERSHIPS:
        there &= Q(organization__in=differing(rating_year, there))
    now = table.now(rating_year).filter(there)
    kept = table.kept(rating_year).filter(there).values_list(*table.columns)
    return {row[0] for side in (kept.difference(now), now.difference(kept)) for row in side}


def seen(rating_year: RatingYear, user: User, tables: Iterable[Table] = TABLES) -> list[Difference]:
    """Those of where the person may look, in the edition or in the register."""
    return _under(user.paths(Permission.VIEW_SHEETS), differences(rating_year, tables))


def _under(paths: Iterable[str], found: list[Difference]) -> list[Difference]:
    begins = tuple(paths)
    return [each for each in found if any(path.startswith(begins) for path in _paths(each))]


def _paths(difference: Difference) -> Iterator[str]:
    at = difference.table.columns.index("path")
    yield from (row[at] for row in (*difference.before, *difference.after))


def differs(rating_year: RatingYear, table: Table) -> bool:
    return any(bool(rows[:1]) for rows in (table.added(rating_year), table.gone(rating_year)))


def unmoved(rating_years: Iterable[RatingYear]) -> frozenset[int]:
    """Those reopened whose events and acts are still what they were: nothing of these is open."""
    running = [each for each in rating_years if not each.is_closed]
    known = set(Edition.objects.filter(rating_year__in=running, undone_at=None).values_list("rating_year", flat=True))
    reopened = [each for each in running if each.pk in known]
    return frozenset(each.pk for each in reopened if not any(differs(each, table) for table in (EVENTS, ACTS)))

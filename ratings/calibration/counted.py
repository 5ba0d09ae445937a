"""How members below each organisation are rated, in the year and in the one before: one query for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from ratings.counts.cap import Counts
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.models import MemberRating, RatingYear

Tally = defaultdict[tuple[int | None, str], int]
# (year, path of the sheet's organisation, group of titles, level, reason not rated, how many)
Row = tuple[int, str, str, int | None, str, int]


@dataclass(frozen=True)
class Counted:
    """By path: all members at or below it. `by_title`: by path of the grassroots organisation and group of titles."""

    now: Mapping[str, Counts]
    last: Mapping[str, Counts]
    by_title: Mapping[str, Mapping[str, Counts]]


def counted_in(rating_year: RatingYear, last_years: Iterable[RatingYear], lengths: Collection[int]) -> Counted:
    """`lengths`: of the paths that are asked for."""
    rows = list(_rows([rating_year, *last_years]))
    now, last = ([row for row in rows if row[0] == of] for of in (rating_year.year, rating_year.year - 1))
    return Counted(_by_path(now, lengths), _by_path(last, lengths), _by_title(now))


def _rows(rating_years: Iterable[RatingYear]) -> Iterable[Row]:
    ratings = MemberRating.objects.filter(sheet__rating_year__in=rating_years)
    place = ("sheet__rating_year__year", "sheet__path")
    rows = ratings.order_by().values_list(*place, "title_group", "level", "not_rated_reason")
    return rows.annotate(total=Count("pk")).iterator(5_000)


def _by_path(rows: Iterable[Row], lengths: Collection[int]) -> dict[str, Counts]:
    found: defaultdict[str, Tally] = defaultdict(lambda: defaultdict(int))
    for _year, path, _title, level, reason, total in rows:
        for length in lengths:
            if length <= len(path):
                found[path[:length]][level, reason] += total
    return {path: Counts.tallied(tally) for path, tally in found.items()}


def _by_title(rows: Iterable[Row]) -> dict[str, dict[str, Counts]]:
    found: defaultdict[str, defaultdict[str, Tally]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for _year, path, title, level, reason, total in rows:
        found[path[:GRASSROOTS_LENGTH]][title][level, reason] += total
    return {path: {title: Counts.tallied(tally) for title, tally in by.items()} for path, by in found.items()}

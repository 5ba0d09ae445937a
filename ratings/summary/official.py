"""The counts behind forms 7A, 7B and 6F: how many stand so, by kind of organisation and type of unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from organizations.models import Organization, within
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.models import OrganizationRating, RatingYear
from ratings.summary.causes import not_completed_members
from ratings.summary.counts import MEMBERS, Place, units_below, year_counts
from ratings.summary.past import as_of
from ratings.summary.standings import (
    BY_CAUSE,
    CLEAN,
    EMPTY,
    LEGACY_GOOD,
    LEGACY_UNTOLD,
    LEVELS,
    NOT_EXEMPT,
    NOT_RATED,
    NOT_YET,
    RATED,
    REASONS,
    UNRATED,
    cause_word,
)

# {word of ratings.summary.standings: the counted words that it sums}; a word without a line is counted itself.
SUMS: dict[str, tuple[str, ...]] = {
    "": (*LEVELS, *REASONS, EMPTY),
    RATED: tuple(LEVELS),
    NOT_RATED: REASONS,
    UNRATED: (*REASONS, EMPTY),
    NOT_YET: (*NOT_EXEMPT, EMPTY),
    CLEAN: (str(Level.EXCELLENT.value), CLEAN),
    **{word: tuple(map(cause_word, codes)) for word, codes in BY_CAUSE.items()},
}
_LEGACY = {LegacyLevel.CLEAN_STRONG: CLEAN, LegacyLevel.GOOD: LEGACY_GOOD, "": LEGACY_UNTOLD}
ALL_ORGANIZATIONS = tuple(kind.value for kind in Organization.Kind if kind != Organization.Kind.ROOT)


@dataclass(frozen=True)
class OfficialCounts:
    """`numbers`: {(kind of organisation or "members", type of unit): {word: how many}}."""

    numbers: Mapping[Place, Mapping[str, int]]
    waiting: int

    def of(self, kinds: Sequence[str], word: str, types: Sequence[str] | None = None) -> int:
        """How many stand so; of these types of unit, or of all."""
        return sum(
            counts.get(each, 0)
            for (kind, unit), counts in self.numbers.items()
            if kind in kinds and (types is None or unit in types)
            for each in SUMS.get(word, (word,))
        )


def official_counts(rating_year: RatingYear, scope: Organization) -> OfficialCounts:
    """All at or below `scope`: whoever asks has seen to it that the person may see them."""
    scope = as_of(rating_year, scope)
    units = units_below(rating_year, scope)
    found = year_counts(rating_year, scope, units)
    numbers: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    for place, standings in found.standings.items():
        for (level, reason), count in standings.items():
            numbers[place][_word(level, reason)] += count
    for kind, path, word, count in (*_causes(rating_year, scope), *_legacy(rating_year, scope)):
        numbers[kind, units.get(path, "")][word] += count
    return OfficialCounts(dict(numbers), found.waiting)


def _word(level: int | None, reason: str) -> str:
    return str(level) if level is not None else NotRatedReason(reason).value if reason else EMPTY


def _causes(rating_year: RatingYear, scope: Organization) -> Iterable[tuple[str, str, str, int]]:
    for path, code, count in _counted(not_completed_members(rating_year, scope), "why"):
        yield MEMBERS, path, cause_word(code), count


def _legacy(rating_year: RatingYear, scope: Organization) -> Iterable[tuple[str, str, str, int]]:
    """Of the two names of "good" until 2017, as written in the rows: an approved sheet's rows stay as they are."""
    rows = OrganizationRating.objects.filter(
        within(scope, "sheet__path"), sheet__rating_year=rating_year, level=Level.GOOD
    )
    for path, kind, name, count in _counted(rows, "sheet__kind", "legacy_level"):
        yield kind, path, _LEGACY[name], count


def _counted(ratings: QuerySet, *by: str) -> QuerySet:
    grassroots = Substr("sheet__path", 1, GRASSROOTS_LENGTH)
    return ratings.order_by().values_list(grassroots, *by).annotate(total=Count("pk"))

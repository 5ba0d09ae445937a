"""The counts behind the summary form of a year: by type of organisation and by sector, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from organizations.models import Organization, within
from organizations.sectors import NONE
from organizations.tree import below
from ratings.counts.cap import Counts
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.counts.measures import GROUPS, measure_of
from ratings.counts.totals import Totals, totals
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet
from ratings.register import reading

MEMBERS = "members"


EMPTY = (None, "")


Standing = tuple[int | None, str]


Place = tuple[str, str]


_STANDINGS: tuple[Standing, ...] = (
    *((level.value, "") for level in Level),
    *((None, reason.value) for reason in NotRatedReason),
)


# {measure: (group, (level, reason not rated))}, the reverse of ratings.counts.measures.measure_of.
MEASURES = {
    str(measure_of(group, *standing)): (group, standing)
    for group in (MEMBERS, *set(GROUPS.values()))
    for standing in _STANDINGS
}


@dataclass(frozen=True)
class SummaryCounts:
    """`standings`: {(type of organisation or "members", sector or type of unit): {(level, reason): how many}}.

    `sheets_open`: how many sheets are not approved yet, by the places that they count in; `waiting` is their number.
    """

    standings: Mapping[Place, Mapping[Standing, int]]
    sheets_open: Mapping[Place, int]
    waiting: int = 0

    def of(self, *subjects: str, sector: str | None = None) -> Counts:
        total: Counter[Standing] = Counter()
        for (subject, of_sector), standings in self.standings.items():
            if subject in subjects and sector in (None, of_sector):
                total.update(standings)
        return Counts.tallied(total)

    def waiting_in(self, *subjects: str, sector: str | None = None) -> int:
        return sum(
            sheets
            for (subject, of_sector), sheets in self.sheets_open.items()
            if subject in subjects and sector in (None, of_sector)
        )


def year_counts(
    rating_year: RatingYear, scope: Organization, told_apart: Mapping[str, str] | None = None
) -> SummaryCounts:
    """All at or below `scope`: whoever asks has seen to it that the person may see them.

    `told_apart`: {path of each grassroots organisation: by what it is counted}; by sector unless given.
    """
    sectors = sectors_below(rating_year, scope) if told_apart is None else told_apart
    sheets = Sheet.objects.filter(rating_year=rating_year).below(scope)
    found = totals(sheets, ("kind", Substr("path", 1, GRASSROOTS_LENGTH)), MEASURES)
    without = places_without(rating_year, scope), memberships_without(rating_year, scope)
    return assembled(found, sectors, *without)


def assembled(
    found: Totals, sectors: Mapping[str, str], places: QuerySet[Any], memberships: QuerySet[Any]
) -> SummaryCounts:
    """`places` and `memberships`: those without a standing."""
    standings: defaultdict[Place, Counter[Standing]] = defaultdict(Counter)
    for (kind, path), counts in found.sums.items():
        for measure, value in counts.items():
            group, standing = MEASURES[measure]
            standings[MEMBERS if group == MEMBERS else kind, sectors.get(path, "")][standing] += value
    for kind, path in places.order_by().values_list("kind", "path"):
        standings[kind, sectors.get(path[:GRASSROOTS_LENGTH], "")][EMPTY] += 1
    for path in memberships.order_by().values_list("path", flat=True):
        standings[MEMBERS, sectors.get(path[:GRASSROOTS_LENGTH], "")][EMPTY] += 1
    sheets_open = _sheets_open((kind, sectors.get(path, "")) for kind, path in (each.place for each in found.waiting))
    return SummaryCounts(dict(standings), sheets_open, len(found.waiting))


def standings_of(found: Totals, standings: Mapping[Place, Counter[Standing]]) -> SummaryCounts:
    """Of totals by type alone, added to these."""
    for (kind,), counts in found.sums.items():
        for measure, value in counts.items():
            group, standing = MEASURES[measure]
            standings[MEMBERS if group == MEMBERS else kind, ""][standing] += value
    return SummaryCounts(
        dict(standings), _sheets_open((each.place[0], "") for each in found.waiting), len(found.waiting)
    )


def _sheets_open(places: Iterable[Place]) -> dict[Place, int]:
    """A cell's sheet counts among the cells and among the members."""
    count: Counter[Place] = Counter()
    for kind, sector in places:
        count[kind, sector] += 1
        if kind in Organization.Kind.cells():
            count[MEMBERS, sector] += 1
    return dict(count)


def code_of(sector: str) -> str:
    """As `sectors_below` says it: of none where a row or an address asks for those without."""
    return "" if sector == NONE else sector


def sectors_below(rating_year: RatingYear, scope: Organization) -> dict[str, str]:
    """{path of each grassroots organisation in the scope, or to which it belongs: code of its sector in that year}."""
    return sectors_among(reading.places(rating_year), scope)


def sectors_among(places: QuerySet[Any], scope: Organization) -> dict[str, str]:
    return {path: code or "" for path, code in _grassroots(places, scope).values_list("path", "sector__code")}


def units_below(rating_year: RatingYear, scope: Organization) -> dict[str, str]:
    """{path of each grassroots organisation in the scope, or to which it belongs: its type of unit in that year}."""
    return dict(_grassroots(reading.places(rating_year), scope).values_list("path", "unit_type"))


def _grassroots(places: QuerySet[Any], scope: Organization) -> QuerySet[Any]:
    above = reduce(or_, (below(path[:GRASSROOTS_LENGTH]) for path in scope.paths))
    return places.filter(above, kind__in=Organization.Kind.grassroots()).order_by()


def filled() -> Q:
    return Q(level__isnull=False) | ~Q(not_rated_reason="")


def places_without(rating_year: RatingYear, scope: Organization) -> QuerySet[Any]:
    """Who should be rated in the year and is neither rated nor not rated for a reason yet."""
    rated = OrganizationRating.objects.filter(filled(), sheet__rating_year=rating_year)
    own = rated.filter(sheet__organization=OuterRef("organization"))
    return reading.places(rating_year).filter(within(scope, "path")).exclude(Exists(own))


def memberships_without(rating_year: RatingYear, scope: Organization) -> QuerySet[Any]:
    """Members without a rating and without a reason anywhere in the year; who moved lately may be rated elsewhere."""
    sheets = Sheet.objects.filter(~Q(path=""), rating_year=rating_year)
    return without_rating(
        reading.memberships(rating_year).filter(within(scope, "path")), sheets.order_by().values("pk")
    )


def without_rating(belonging: QuerySet[Any], sheets: QuerySet[Any]) -> QuerySet[Any]:
    """`sheets`: the numbers of those that count."""
    rated = MemberRating.objects.filter(filled(), sheet__in=sheets)
    return belonging.exclude(Exists(rated.filter(member=OuterRef("member"))))

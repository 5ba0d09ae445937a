"""The counts behind the summary form of a year: by type of organisation and by sector, in a fixed number of queries.

Approved sheets speak through their tallies, the others are counted live; both by ratings.measures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Substr

from members.models import Membership
from organizations.models import Organization, OrganizationQuerySet
from organizations.tree import below
from ratings import roster
from ratings.counts.cap import Counts
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.counts.measures import GROUPS, count, measure_of
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, Sheet, Tally

MEMBERS = "members"


EMPTY = (None, "")


Standing = tuple[int | None, str]


Place = tuple[str, str]


_STANDINGS: tuple[Standing, ...] = (
    *((level.value, "") for level in Level),
    *((None, reason.value) for reason in NotRatedReason),
)


# {measure: (group, (level, reason not rated))}, the reverse of ratings.measures.measure_of.
_MEASURES = {
    str(measure_of(group, *standing)): (group, standing)
    for group in (MEMBERS, *set(GROUPS.values()))
    for standing in _STANDINGS
}


@dataclass(frozen=True)
class YearCounts:
    """`standings`: {(type of organisation or "members", sector): {(level, reason): how many}}.

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


def year_counts(year: int, scope: Organization) -> YearCounts:
    """All at or below `scope`: whoever asks has seen to it that the person may see them."""
    sheets = Sheet.objects.for_year(year).below(scope)
    pending = {
        pk: (kind, path)
        for pk, kind, path in sheets.pending().values_list("pk", "organization__kind", "organization__path")
    }
    sectors = sectors_below(scope)
    found: defaultdict[Place, Counter[Standing]] = defaultdict(Counter)

    def add(kind: str, path: str, measure: str, value: int) -> None:
        if measure in _MEASURES:
            group, standing = _MEASURES[measure]
            found[MEMBERS if group == MEMBERS else kind, sectors.get(path[:GRASSROOTS_LENGTH], "")][standing] += value

    for kind, path, measure, value in _frozen(sheets.approved()):
        add(kind, path, measure, value)
    for pk, measures in count(sheets.pending()).items():
        for measure, value in measures.items():
            add(*pending[pk], measure, value)
    for kind, path in organizations_without(year, scope).values_list("kind", "path"):
        found[kind, sectors.get(path[:GRASSROOTS_LENGTH], "")][EMPTY] += 1
    for path in memberships_without(year, scope).order_by().values_list("organization__path", flat=True):
        found[MEMBERS, sectors.get(path[:GRASSROOTS_LENGTH], "")][EMPTY] += 1
    open_in: Counter[Place] = Counter()
    for kind, path in pending.values():
        sector = sectors.get(path[:GRASSROOTS_LENGTH], "")
        open_in[kind, sector] += 1
        if kind in Organization.Kind.cells():
            open_in[MEMBERS, sector] += 1
    return YearCounts(dict(found), dict(open_in), len(pending))


def sectors_below(scope: Organization) -> dict[str, str]:
    """{path of each grassroots organisation in the scope, or to which it belongs: code of its sector}."""
    grassroots = Organization.objects.grassroots().filter(below(scope.path[:GRASSROOTS_LENGTH]))
    return {path: code or "" for path, code in grassroots.order_by().values_list("path", "sector__code")}


def _frozen(approved: QuerySet[Sheet]) -> Iterator[tuple[str, str, str, int]]:
    tallies = Tally.objects.filter(sheet__in=approved.order_by().values("pk"), measure__in=_MEASURES)
    rows = tallies.annotate(path=Substr("sheet__organization__path", 1, GRASSROOTS_LENGTH)).order_by()
    return rows.values_list("sheet__organization__kind", "path", "measure").annotate(total=Sum("value")).iterator()


def filled() -> Q:
    return Q(level__isnull=False) | ~Q(not_rated_reason="")


def organizations_without(year: int, scope: Organization) -> OrganizationQuerySet:
    """Who should be rated in the year and is neither rated nor not rated for a reason yet."""
    rated = OrganizationRating.objects.filter(filled(), sheet__rating_year__year=year)
    return roster.rated_organizations(year).below(scope).exclude(pk__in=rated.values("sheet__organization"))


def memberships_without(year: int, scope: Organization) -> QuerySet[Membership]:
    """Members without a rating and without a reason anywhere in the year; who moved lately may be rated elsewhere."""
    rated = MemberRating.objects.filter(filled(), sheet__rating_year__year=year)
    return Membership.objects.on(roster.day_of(year)).below(scope).exclude(member__in=rated.values("member"))

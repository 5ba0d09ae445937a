"""The summary of a year by one of its editions, and what changed between two: from what was kept alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Substr
from django.utils.translation import gettext

from inspections.models import Case
from members.models import LifeEvent
from organizations.models import Organization, within
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.counts.measures import GROUPS, as_now, count
from ratings.counts.totals import Place, Totals, Waiting
from ratings.models import RatingYear, Sheet, Tally, YearAct, YearEvent, YearMembership, YearPlace
from ratings.models.editions import Kept
from ratings.summary.cells import Count as Number
from ratings.summary.cells import Heading, SummaryRow, SummaryTable
from ratings.summary.counts import MEASURES, SummaryCounts, assembled, sectors_among, without_rating
from ratings.summary.form import Summary, with_counts
from ratings.summary.past import among
from ratings.summary.tables import tables
from ui.numbers import format_integer

# Of organisations themselves: which of them has a standing.
OWN = [name for name, (group, _standing) in MEASURES.items() if group in GROUPS.values()]

# Whose numbers are compared: the others say the same once more.
COMPARED = ("organizations", "sectors", "members", "register")


@dataclass(frozen=True)
class Changed:
    """A figure that is another one in the next edition."""

    table: str
    figure: str
    before: str
    after: str


def tables_at(summary: Summary, rating_year: RatingYear, scope: Organization, number: int) -> list[SummaryTable]:
    """`summary`: of the year as it counts now, for all that no edition changes."""
    found = tables(with_counts(summary, counts_at(rating_year, scope, number)))
    return [_unlinked(each) for each in (*found, _registered(rating_year, scope, number)) if each.rows]


def counts_at(rating_year: RatingYear, scope: Organization, number: int) -> SummaryCounts:
    placed = YearPlace.objects.filter(rating_year=rating_year).at(number)
    scope = among(placed, scope)
    here = placed.filter(within(scope, "path"))
    tallies = Tally.objects.filter(sheet=OuterRef("sheet"), version=OuterRef("sheet_version"), measure__in=OWN)
    waiting = _waiting(here)
    open_sheets = [each.sheet_id for each in waiting if set(each.counts) & set(OWN)]
    return assembled(
        _totals(here, waiting),
        sectors_among(placed, scope),
        here.exclude(Exists(tallies)).exclude(sheet__in=open_sheets),
        without_rating(
            _at(YearMembership, rating_year, scope, number),
            placed.filter(sheet__isnull=False).order_by().values("sheet"),
        ),
    )


def _totals(here: QuerySet[Any], waiting: tuple[Waiting, ...]) -> Totals:
    """Of each sheet the tallies of the version that the edition names."""
    sums: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    given = here.filter(sheet__tallies__version=F("sheet_version"), sheet__tallies__measure__in=MEASURES)
    named = given.order_by().values_list("kind", Substr("path", 1, GRASSROOTS_LENGTH), "sheet__tallies__measure")
    for kind, path, measure, total in named.annotate(total=Sum("sheet__tallies__value")):
        sums[kind, path][as_now(measure, kind)] += total
    for each in waiting:
        sums[each.place].update({name: value for name, value in each.counts.items() if name in MEASURES})
    return Totals(dict(sums), waiting)


def _waiting(here: QuerySet[Any]) -> tuple[Waiting, ...]:
    """Sheets that were not approved when the year was closed stay as they were: they are counted as they stand."""
    pending = Sheet.objects.filter(pk__in=here.order_by().values("sheet")).pending()
    counts = count(pending)
    placed = here.filter(sheet__in=pending).order_by().values_list("sheet", "kind", "path")
    return tuple(Waiting(pk, (kind, path[:GRASSROOTS_LENGTH]), counts.get(pk, {})) for pk, kind, path in placed)


def _at(model: type[Kept], rating_year: RatingYear, scope: Organization, number: int) -> QuerySet[Any]:
    then = among(YearPlace.objects.filter(rating_year=rating_year).at(number), scope)
    return model.objects.filter(within(then, "path"), rating_year=rating_year).at(number).order_by()


def _registered(rating_year: RatingYear, scope: Organization, number: int) -> SummaryTable:
    events = dict(_at(YearEvent, rating_year, scope, number).values_list("kind").annotate(total=Count("pk")))
    acts = _at(YearAct, rating_year, scope, number).values_list("kind")
    on = acts.annotate(organizations=Count("pk", filter=Q(member=None)), members=Count("member"))
    rows = [
        *(_row(str(kind.label), events.get(kind.value, 0)) for kind in LifeEvent.Kind),
        *(row for kind, organizations, members in on.order_by("kind") for row in _acts(kind, organizations, members)),
    ]
    title, first = gettext("Events and acts of the year"), gettext("Kind")
    return SummaryTable("register", title, first, (Heading(gettext("count")),), tuple(filter(None, rows)))


def _acts(kind: str, organizations: int, members: int) -> Iterator[SummaryRow | None]:
    name = {"kind": Case.Kind(kind).label}
    yield _row(gettext("%(kind)s of organisations") % name, organizations)
    yield _row(gettext("%(kind)s of members") % name, members)


def _row(name: str, number: int) -> SummaryRow | None:
    return SummaryRow(name, (Number(number),)) if number else None


def _unlinked(table: SummaryTable) -> SummaryTable:
    """The records behind a number are those of now."""
    rows = (replace(row, cells=tuple(replace(cell, href="") for cell in row.cells)) for row in table.rows)
    return replace(table, rows=tuple(rows))


def changes(before: list[SummaryTable], after: list[SummaryTable]) -> list[Changed]:
    """Number by number, in the order of the tables; shares follow from them."""
    one, other = _numbers(before), _numbers(after)
    return [
        Changed(*key, format_integer(one.get(key, 0)), format_integer(other.get(key, 0)))
        for key in {**other, **one}
        if one.get(key, 0) != other.get(key, 0)
    ]


def _numbers(found: list[SummaryTable]) -> Mapping[tuple[str, str], int]:
    return {
        (table.title, f"{row.name}: {label}"): cell.value
        for table in found
        if table.code in COMPARED
        for row in table.rows
        for label, cell in zip(table.labels, row.cells, strict=True)
        if isinstance(cell, Number)
    }

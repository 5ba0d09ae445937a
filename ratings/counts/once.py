"""Sheets of several roots' years together: nobody is counted twice who was rated below two of them in one year.

Of two sheets of one organisation that of the year closed last counts; an open one comes after all closed ones, and a
sheet of a closed year on which nothing was entered before all others. So no later entry in the register moves a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, When

from organizations.models import Lineage, Organization
from organizations.roots import Merger, gathered, mergers
from ratings.models import MemberRating, RatingYear, Sheet, SheetQuerySet

LONG_AGO = datetime.min.replace(tzinfo=UTC)
Years = Mapping[int, RatingYear]
Rows = TypeVar("Rows", bound=QuerySet[Any])


class Link(NamedTuple):
    """That one organisation was merged into another."""

    predecessor: int
    successor: int
    on: date
    entered: datetime | None


def sheets_of(organization: Organization, years: Collection[int]) -> SheetQuerySet:
    """All of these calendar years at or below the organisation, wherever it, or what merged into it, stood then."""
    sheets = Sheet.objects.below(organization).filter(rating_year__year__in=years)
    return once(sheets) if organization.earlier_paths else sheets


def once(sheets: SheetQuerySet) -> SheetQuerySet:
    """Each organisation with one sheet a calendar year, and told which members' rows are counted on another."""
    years = {each.pk: each for each in _of_several_roots(sheets)}
    if not years:
        return sheets
    of_one_root = sheets.exclude(pk__in=list(_but_the_last(sheets, "organization", "rating_year", _entered(), years)))
    found = of_one_root.exclude(pk__in=list(_merged(of_one_root, years)))
    rows = MemberRating.objects.filter(sheet__in=found.order_by().values("pk"))
    filled = ~Q(level=None, not_rated_reason="")
    found.counted_elsewhere = tuple(_but_the_last(rows, "member", "sheet__rating_year", filled, years))
    return found


def _entered() -> Q:
    return Q(Exists(Sheet.objects.filter(pk=OuterRef("pk")).holding()))


def _of_several_roots(sheets: SheetQuerySet) -> list[RatingYear]:
    """The rating years of those calendar years that have more than one."""
    rated = RatingYear.objects.filter(pk__in=sheets.order_by().values("rating_year")).select_related("root")
    return [each for of_year in _by_year(rated).values() if len(of_year) > 1 for each in of_year]


def _by_year(rating_years: Iterable[RatingYear]) -> dict[int, list[RatingYear]]:
    found: defaultdict[int, list[RatingYear]] = defaultdict(list)
    for each in rating_years:
        found[each.year].append(each)
    return found


def closing_order(rating_year: RatingYear) -> tuple[bool, datetime, int]:
    """In the order in which years were closed."""
    return not rating_year.is_closed, rating_year.closed_at or LONG_AGO, rating_year.pk


def the_last_counts(rows: Rows) -> Rows:
    """Rows of sheets, of which several may be of one calendar year, in the order in which their years were closed."""
    is_open = Case(When(sheet__rating_year__state=RatingYear.State.CLOSED, then=0), default=1)
    closed = F("sheet__rating_year__closed_at").asc(nulls_first=True)
    return rows.order_by(is_open, closed, "sheet__rating_year", "pk")


def _but_the_last(rows: QuerySet[Any], of: str, rating_year: str, entered: Q, years: Years) -> Iterator[int]:
    """Of rows of one organisation or member (`of`) in one calendar year, all but that which counts."""
    key = (of, f"{rating_year}__year")
    found = rows.order_by().values_list(*key).annotate(several=Count(rating_year, distinct=True))
    twice = set(found.filter(several__gt=1).values_list(*key))
    for those in _together(rows, key, rating_year, entered, twice).values() if twice else ():
        order = {pk: (says or not years[at].is_closed, closing_order(years[at])) for pk, at, says in those}
        last = max(order, key=order.__getitem__)
        yield from order.keys() - {last}


def _together(
    rows: QuerySet[Any], key: tuple[str, str], rating_year: str, entered: Q, twice: Collection[tuple[int, int]]
) -> dict[tuple[int, int], list[tuple[int, int, bool]]]:
    """Of each of these the rows, each with its rating year and whether it says anything."""
    says = ExpressionWrapper(entered, BooleanField())
    here = rows.filter(**{f"{key[0]}__in": {each for each, _year in twice}}).annotate(says=says).order_by()
    found: defaultdict[tuple[int, int], list[tuple[int, int, bool]]] = defaultdict(list)
    for each, year, *row in here.values_list(*key, "pk", rating_year, "says"):
        if (each, year) in twice:
            found[each, year].append((row[0], row[1], row[2]))
    return found


def _merged(sheets: SheetQuerySet, years: Years) -> Iterator[int]:
    """Those of what is rated as a part of another, into which it was merged, in a year that was closed later."""
    if not (links := _links(sheets, years)):
        return
    asked = {each.predecessor for each in links} | {each.successor for each in links}
    here = sheets.filter(organization__in=asked, rating_year__in=years).order_by()
    placed = list(here.values_list("pk", "organization", "rating_year"))
    rated = {(organization, at) for _pk, organization, at in placed}
    for pk, organization, at in placed:
        then = closing_order(years[at])
        later = (each for each in years.values() if each.year == years[at].year and closing_order(each) > then)
        if any((into, each.pk) in rated for each in later for into in _became(organization, each, links)):
            yield pk


def _links(sheets: SheetQuerySet, years: Years) -> list[Link]:
    until = date(max(each.year for each in years.values()), 12, 31)
    merged = Lineage.objects.filter(kind=Lineage.Kind.MERGE, happened_on__lte=until)
    here = merged.filter(predecessor__in=sheets.order_by().values("organization"))
    names = ("predecessor", "successor", "happened_on", "reorganization__at")
    return [Link(*row) for row in here.order_by().values_list(*names)]


def _became(organization: int, rating_year: RatingYear, links: Sequence[Link]) -> list[int]:
    """What it had been merged into by that year's end, as far as was known when the year was closed."""
    known = [each for each in links if each.on.year <= rating_year.year and rating_year.knew(each.entered)]
    found = [organization]
    for each in found:
        found += [link.successor for link in known if link.predecessor == each and link.successor not in found]
    return found[1:]


def superseded(rating_years: Iterable[RatingYear]) -> list[RatingYear]:
    """Those of a root that was merged in the year, where what it became has rated the same year for both."""
    each_year = [of_year for of_year in _by_year(rating_years).values() if len(of_year) > 1]
    known = mergers() if each_year else []
    return [each for of_year in each_year for each in of_year if _taken_over(each, of_year, known)]


def _taken_over(rating_year: RatingYear, of_year: Iterable[RatingYear], known: Sequence[Merger]) -> bool:
    others = (each for each in of_year if each != rating_year)
    return not _roots(rating_year, known) and any(
        rating_year.root.path in _roots(each, [merger for merger in known if each.knew(merger.entered)])
        for each in others
    )


def _roots(rating_year: RatingYear, known: Sequence[Merger]) -> tuple[str, ...]:
    """Those whose calendar year it tells of."""
    return gathered(rating_year.root.path, rating_year.day, known)

"""Sheets of several roots' years together: nobody is counted twice who was rated below two of them in one year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from organizations.models import Organization, Place
from organizations.roots import Merger, gathered, mergers
from organizations.tree import STEP
from ratings.models import MemberRating, RatingYear, Sheet, SheetQuerySet

Key = tuple[int, int]
"""Organisation and year."""


def sheets_of(organization: Organization, years: Collection[int]) -> SheetQuerySet:
    """All of these calendar years at or below the organisation, wherever it, or what merged into it, stood then."""
    sheets = Sheet.objects.below(organization).filter(rating_year__year__in=years)
    several = _of_several_roots(sheets) if organization.earlier_paths else []
    if not several:
        return sheets
    gone = superseded(several)
    rated = _without(sheets, gone, [each for each in several if each not in gone]) if gone else sheets
    return rated.exclude(pk__in=list(_elsewhere(rated)))


def _without(sheets: SheetQuerySet, gone: Collection[RatingYear], staying: Collection[RatingYear]) -> SheetQuerySet:
    """Of years that are gone, sheets alone of what no other year rates: it had ended before, or gone elsewhere.

    Who belonged there and was rated elsewhere too is told, so that nobody counts twice.
    """
    others = Sheet.objects.filter(rating_year__in=staying).exclude(path="").order_by()
    kept = list(_rated_there_alone(sheets.filter(rating_year__in=gone), others))
    found = sheets.exclude(Q(rating_year__in=gone) & ~Q(pk__in=kept))
    found.counted_elsewhere = tuple(_again(kept, others)) if kept else ()
    return found


def _rated_there_alone(sheets: SheetQuerySet, others: SheetQuerySet) -> Iterator[int]:
    """Neither the organisation itself nor what it was merged into has another sheet of the year."""
    year = "rating_year__year"
    same = others.filter(**{"organization": OuterRef("organization"), year: OuterRef(year)})
    if found := list(sheets.filter(~Exists(same)).order_by().values_list("pk", year, "path")):
        pasts = others.values_list(year, "organization__earlier_paths")
        known = {(each, path) for each, paths in pasts for path in paths}
        yield from (pk for pk, each, path in found if (each, path) not in known)


def _again(kept: Collection[int], others: SheetQuerySet) -> QuerySet[MemberRating, int]:
    """Rows of these sheets of members who have one on another sheet of the year."""
    year = "sheet__rating_year__year"
    elsewhere = MemberRating.objects.filter(sheet__in=others.values("pk"), member=OuterRef("member"))
    here = MemberRating.objects.filter(Exists(elsewhere.filter(**{year: OuterRef(year)})), sheet__in=kept)
    return here.order_by().values_list("pk", flat=True)


def _of_several_roots(sheets: SheetQuerySet) -> list[RatingYear]:
    """The rating years of those calendar years that have more than one."""
    rated = RatingYear.objects.filter(pk__in=sheets.order_by().values("rating_year")).select_related("root")
    return [each for of_year in _by_year(rated).values() if len(of_year) > 1 for each in of_year]


def _by_year(rating_years: Iterable[RatingYear]) -> dict[int, list[RatingYear]]:
    found: defaultdict[int, list[RatingYear]] = defaultdict(list)
    for each in rating_years:
        found[each.year].append(each)
    return found


def superseded(rating_years: Iterable[RatingYear]) -> list[RatingYear]:
    """Those of a root that was merged in the year, where what it became has rated the same year too."""
    each_year = [of_year for of_year in _by_year(rating_years).values() if len(of_year) > 1]
    known = mergers() if each_year else []
    return [each for of_year in each_year for each in _gone({one: _roots(one, known) for one in of_year})]


def _roots(rating_year: RatingYear, known: Sequence[Merger]) -> tuple[str, ...]:
    return gathered(rating_year.root.path, rating_year.day, known)


def _gone(roots: dict[RatingYear, tuple[str, ...]]) -> Iterator[RatingYear]:
    """`roots`: those whose calendar year each tells of."""
    told = {path for paths in roots.values() for path in paths}
    return (each for each, paths in roots.items() if not paths and each.root.path in told)


def _elsewhere(sheets: SheetQuerySet) -> Iterator[int]:
    """Of an organisation with several sheets of one year, all but that of the root below which it ended the year."""
    of_year = sheets.order_by().values_list("organization", "rating_year__year")
    twice = set(
        of_year.annotate(total=Count("pk")).filter(total__gt=1).values_list("organization", "rating_year__year")
    )
    if twice:
        stood = _stood(twice)
        for key, rows in _together(sheets, twice).items():
            kept = next((pk for pk, root in rows if root == stood.get(key)), rows[-1][0])
            yield from (pk for pk, _root in rows if pk != kept)


def _together(sheets: SheetQuerySet, twice: Collection[Key]) -> dict[Key, list[tuple[int, str]]]:
    here = sheets.filter(organization__in={organization for organization, _year in twice}).order_by("rating_year")
    names = ("organization", "rating_year__year", "pk", "rating_year__root__path")
    found: defaultdict[Key, list[tuple[int, str]]] = defaultdict(list)
    for organization, year, pk, root in here.values_list(*names):
        if (organization, year) in twice:
            found[organization, year].append((pk, root))
    return found


def _stood(keys: Iterable[Key]) -> dict[Key, str]:
    """The root on the last day of the year."""
    by_year: defaultdict[int, set[int]] = defaultdict(set)
    for organization, year in keys:
        by_year[year].add(organization)
    return {
        (organization, year): path[:STEP]
        for year, those in by_year.items()
        for organization, path in Place.objects.on(date(year, 12, 31))
        .filter(organization__in=those)
        .order_by()
        .values_list("organization", "path")
    }

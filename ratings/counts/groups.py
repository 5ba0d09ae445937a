"""Which ratings are counted together under the excellence cap, each group in one query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from organizations.models import Organization, Standing
from organizations.tree import STEP, below
from ratings.counts.cap import Counts
from ratings.grounds import TitleGroup
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, SheetQuerySet

GRASSROOTS_LENGTH = 2 * STEP
Tallied = Counter[tuple[int | None, str]]
ByPlace = dict[str, dict[str, Counts]]


def grassroots_path(organization: Standing) -> str:
    """The path of the grassroots organisation that it is or belongs to."""
    return organization.path[:GRASSROOTS_LENGTH]


def grassroots_path_of_year(sheet: Sheet) -> str:
    """The same in the year of the sheet; where it counts nowhere, today's."""
    return sheet.path[:GRASSROOTS_LENGTH] or grassroots_path(sheet.organization)


def members_by_title_group(rating_year: RatingYear, path: str) -> ByPlace:
    """{path of each grassroots organisation at or below `path`: {group of titles: how its members are rated}}."""
    return _by_title_group([rating_year.pk], below(path, "sheet__path")).get(rating_year.pk, {})


def members_by_title_group_of_each(rating_years: Iterable[int], sheets: SheetQuerySet) -> dict[int, ByPlace]:
    """The same of each of these rating years, on these sheets."""
    where = Q(sheet__in=sheets.order_by().values("pk")) & ~Q(pk__in=sheets.counted_elsewhere)
    return _by_title_group(rating_years, where)


def _by_title_group(rating_years: Iterable[int], where: Q) -> dict[int, ByPlace]:
    ratings = MemberRating.objects.filter(where, sheet__rating_year__in=list(rating_years)).annotate(
        grassroots=Substr("sheet__path", 1, GRASSROOTS_LENGTH)
    )
    names = ("sheet__rating_year", "grassroots", "title_group", "level", "not_rated_reason")
    found: dict[int, dict[str, dict[str, Tallied]]] = {}
    for year, grassroots, title, level, reason, total in (
        ratings.order_by().values_list(*names).annotate(total=Count("pk"))
    ):
        by_title = found.setdefault(year, {}).setdefault(grassroots, {})
        by_title.setdefault(title, Counter())[level, reason] = total
    return {
        year: {place: {title: Counts.tallied(of) for title, of in by.items()} for place, by in places.items()}
        for year, places in found.items()
    }


def siblings(sheet: Sheet) -> Counts:
    """Organisations that were of its kind under the same parent in the year, itself among them."""
    return children_by_kind(sheet.rating_year, sheet.parent_id).get(sheet.kind, Counts())


def children_by_kind(rating_year: RatingYear, parent_id: int | None) -> dict[str, Counts]:
    ratings = OrganizationRating.objects.filter(sheet__rating_year=rating_year, sheet__parent=parent_id).order_by()
    return _counted(ratings.values_list("sheet__kind", "level", "not_rated_reason"))


def of_each(
    rating_year: RatingYear, wanted: Iterable[tuple[Organization, str]]
) -> dict[tuple[Organization, str], Counts]:
    """Of groups as a raised share names them: members by title, or organisations of one kind directly below."""
    listed = list(wanted)
    paths = paths_in(rating_year, (place for place, _group in listed))
    of_titles = [paths[place.pk] for place, group in listed if group in TitleGroup.capped()]
    of_kinds = [place.pk for place, group in listed if group not in TitleGroup.capped()]
    members = MemberRating.objects.filter(
        reduce(or_, (below(path, "sheet__path") for path in of_titles), Q(pk__in=[])),
        sheet__rating_year=rating_year,
    ).annotate(place=Substr("sheet__path", 1, GRASSROOTS_LENGTH))
    children = OrganizationRating.objects.filter(sheet__parent__in=of_kinds, sheet__rating_year=rating_year)
    found: defaultdict[tuple[str | int, str], Tallied] = defaultdict(Counter)
    for path, group, level, reason, total in _totals(members, "place", "title_group"):
        found[path, group][level, reason] += total
    for parent, group, level, reason, total in _totals(children, "sheet__parent", "sheet__kind"):
        found[parent, group][level, reason] += total
    known = {(place, group): paths[place.pk] if group in TitleGroup.capped() else place.pk for place, group in listed}
    return {each: Counts.tallied(found[key, each[1]]) for each, key in known.items() if (key, each[1]) in found}


def paths_in(rating_year: RatingYear, organizations: Iterable[Organization]) -> dict[int, str]:
    """{organisation: its path in the year}; of one that is on no sheet of it, such as a root, today's."""
    found = {each.pk: each.path for each in organizations}
    sheets = Sheet.objects.filter(rating_year=rating_year, organization__in=found).exclude(path="")
    return found | dict(sheets.order_by().values_list("organization", "path"))


def _totals(ratings: QuerySet[Any], place: str, group: str) -> QuerySet[Any, Any]:
    rows = ratings.order_by().values_list(place, group, "level", "not_rated_reason")
    return rows.annotate(total=Count("pk"))


def _counted(rows) -> dict[str, Counts]:  # type: ignore[no-untyped-def]
    grouped: defaultdict[str, dict[tuple[int | None, str], int]] = defaultdict(dict)
    for group, level, reason, total in rows.annotate(total=Count("pk")):
        grouped[group][level, reason] = total
    return {group: Counts.tallied(each) for group, each in grouped.items()}

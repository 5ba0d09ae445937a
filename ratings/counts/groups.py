"""Which ratings are counted together under the excellence cap, each group in one query."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Count
from django.db.models.functions import Substr

from organizations.models import Organization
from organizations.tree import STEP, below
from ratings.counts.cap import Counts
from ratings.models import MemberRating, OrganizationRating, RatingYear

GRASSROOTS_LENGTH = 2 * STEP
Tallied = Counter[tuple[int | None, str]]


def grassroots_path(organization: Organization) -> str:
    """The path of the grassroots organisation that it is or belongs to."""
    return organization.path[:GRASSROOTS_LENGTH]


def members(rating_year: RatingYear, organization: Organization) -> Counts:
    """All members of the grassroots organisation to which this one belongs (Guide 21-HD/BTCTW)."""
    path = grassroots_path(organization)
    return members_by_grassroots(rating_year, path).get(path, Counts())


def members_by_grassroots(rating_year: RatingYear, path: str) -> dict[str, Counts]:
    """{path of each grassroots organisation at or below `path`: how its members are rated}."""
    by_title = members_by_title_group(rating_year, path)
    return {grassroots: Counts.together(of.values()) for grassroots, of in by_title.items()}


def members_by_title_group(rating_year: RatingYear, path: str) -> dict[str, dict[str, Counts]]:
    """{path of each grassroots organisation at or below `path`: {group of titles: how its members are rated}}."""
    ratings = MemberRating.objects.filter(
        below(path, "sheet__organization__path"), sheet__rating_year=rating_year
    ).annotate(grassroots=Substr("sheet__organization__path", 1, GRASSROOTS_LENGTH))
    rows = ratings.order_by().values_list("grassroots", "title_group", "level", "not_rated_reason")
    found: defaultdict[str, defaultdict[str, Tallied]] = defaultdict(lambda: defaultdict(Counter))
    for grassroots, title, level, reason, total in rows.annotate(total=Count("pk")):
        found[grassroots][title][level, reason] = total
    return {place: {title: Counts.tallied(of) for title, of in by.items()} for place, by in found.items()}


def siblings(rating_year: RatingYear, organization: Organization) -> Counts:
    """Organisations of its kind under the same parent, itself among them."""
    by_kind = children_by_kind(rating_year, organization.parent_id)
    return by_kind.get(organization.kind, Counts())


def children_by_kind(rating_year: RatingYear, parent_id: int | None) -> dict[str, Counts]:
    ratings = OrganizationRating.objects.filter(
        sheet__rating_year=rating_year, sheet__organization__parent=parent_id
    ).order_by()
    return _counted(ratings.values_list("sheet__organization__kind", "level", "not_rated_reason"))


def _counted(rows) -> dict[str, Counts]:  # type: ignore[no-untyped-def]
    grouped: defaultdict[str, dict[tuple[int | None, str], int]] = defaultdict(dict)
    for group, level, reason, total in rows.annotate(total=Count("pk")):
        grouped[group][level, reason] = total
    return {group: Counts.tallied(each) for group, each in grouped.items()}

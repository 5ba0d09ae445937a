"""In which organisations a closed year holds other members than the register, found without comparing each of them.

Half a million members are counted and summed up by organisation on both sides; only where these numbers differ are
members compared one by one.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from members.models import Membership
from ratings.models import RatingYear
from ratings.register import live
from ratings.register.tables import MEMBERSHIPS

Numbers = tuple[int, int, int]
"""How many members, the sum of their numbers, and that of the squares."""


def differing(rating_year: RatingYear, there: Q) -> set[int]:
    """`there`: a condition on `path`, where each stands in the year or stood by the register."""
    kept, now = _kept(rating_year, there), _now(rating_year, there)
    return {organization for organization, _path in kept.keys() ^ now.keys()} | {
        organization
        for (organization, path), numbers in now.items()
        if kept.get((organization, path), numbers) != numbers
    }


def _kept(rating_year: RatingYear, there: Q) -> dict[tuple[int, str], Numbers]:
    rows = _summed(MEMBERSHIPS.kept(rating_year).filter(there), "organization", "path")
    return {(organization, path): tuple(numbers) for organization, path, *numbers in rows}


def _now(rating_year: RatingYear, there: Q) -> dict[tuple[int, str], Numbers]:
    """Summed up before it is looked up where each organisation stood: one look for each, and not for each member."""
    placed = live.standing(rating_year).filter(there).order_by()
    paths = dict(placed.values_list("organization", "path"))
    belonging = Membership.objects.on(rating_year.day).filter(organization__in=placed.values("organization"))
    rows = _summed(belonging, "organization")
    return {(organization, paths[organization]): tuple(numbers) for organization, *numbers in rows}


def _summed(rows: QuerySet[Any], *by: str) -> QuerySet[Any, Any]:
    number = F("member_id")
    return rows.order_by().values_list(*by).annotate(total=Count("pk"), sum=Sum(number), squares=Sum(number * number))

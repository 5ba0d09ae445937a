"""The records behind the numbers of the summary form, by the same words: who is counted where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from members.models import Membership
from organizations.models import Organization, OrganizationQuerySet
from organizations.tree import below
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RatingYear
from ratings.summary.counts import filled, memberships_without, organizations_without, sectors_below

RATED, NOT_RATED, EMPTY = "rated", "not_rated", "empty"
LEVELS = {str(level.value): level for level in Level}
KNOWN = (RATED, NOT_RATED, EMPTY, *LEVELS, *NotRatedReason.values)


class LevelName(NamedTuple):
    value: int
    name: str
    tone: str


@dataclass(frozen=True)
class ListFilter:
    """`of`: a level, a reason, or one of the words above; nothing for all who are entered."""

    rating_year: RatingYear
    scope: Organization
    of: str = ""
    sector: str = ""
    kinds: tuple[str, ...] = ()

    def standing(self) -> Q:
        if self.of in LEVELS:
            return Q(level=LEVELS[self.of])
        if self.of in NotRatedReason.values:
            return Q(level=None, not_rated_reason=self.of)
        if self.of == RATED:
            return Q(level__isnull=False)
        return Q(level=None) & ~Q(not_rated_reason="") if self.of == NOT_RATED else filled()

    def place(self, path: str) -> Q:
        """Where the organisation stands whose path is in this field."""
        condition = below(self.scope.path, path)
        if not self.sector:
            return condition
        of_sector = Q(pk__in=[])
        for grassroots, code in sectors_below(self.scope).items():
            if code == self.sector:
                of_sector |= below(grassroots, path)
        return condition & of_sector


def words(of: str, names: Mapping[Level, str | Promise]) -> str:
    if of in LEVELS:
        return str(names[LEVELS[of]])
    if of in NotRatedReason.values:
        return str(NotRatedReason(of).label)
    return {RATED: gettext("rated"), NOT_RATED: gettext("not rated"), EMPTY: gettext("not entered yet")}.get(of, "")


def member_ratings(chosen: ListFilter) -> QuerySet[MemberRating]:
    ratings = MemberRating.objects.filter(
        chosen.standing(), chosen.place("sheet__organization__path"), sheet__rating_year=chosen.rating_year
    )
    related = ratings.select_related("member", "sheet__organization", "sheet__rating_year")
    return related.order_by("sheet__organization__path", "member__sort_key", "pk")


def members_not_entered(chosen: ListFilter) -> QuerySet[Membership]:
    memberships = memberships_without(chosen.rating_year.year, chosen.scope).filter(chosen.place("organization__path"))
    related = memberships.select_related("member", "organization")
    return related.order_by("organization__path", "member__sort_key", "pk")


def organization_ratings(chosen: ListFilter) -> QuerySet[OrganizationRating]:
    ratings = OrganizationRating.objects.filter(
        chosen.standing(), chosen.place("sheet__organization__path"), sheet__rating_year=chosen.rating_year
    )
    if chosen.kinds:
        ratings = ratings.filter(sheet__organization__kind__in=chosen.kinds)
    return ratings.select_related("sheet__organization", "sheet__rating_year").order_by("sheet__organization__path")


def organizations_not_entered(chosen: ListFilter) -> OrganizationQuerySet:
    found = organizations_without(chosen.rating_year.year, chosen.scope).filter(chosen.place("path"))
    return (found.filter(kind__in=chosen.kinds) if chosen.kinds else found).order_by("path")

"""The records behind the numbers of the summary form, by the same words: who is counted where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from organizations.models import Organization, OrganizationQuerySet, within
from organizations.tree import below
from ratings.models import MemberRating, OrganizationRating, RatingYear
from ratings.register import reading
from ratings.summary.causes import why_of_member, why_of_organization
from ratings.summary.counts import code_of, memberships_without, places_without, sectors_below
from ratings.summary.past import as_of
from ratings.summary.standings import standing
from ratings.summary.units import of_unit


@dataclass(frozen=True)
class ListFilter:
    """`of`: a word of ratings.summary.standings; nothing for all who are entered. `unit`: a column of form 7A."""

    rating_year: RatingYear
    scope: Organization
    of: str = ""
    sector: str = ""
    kinds: tuple[str, ...] = ()
    unit: str = ""

    @cached_property
    def then(self) -> Organization:
        """The scope as it was in the year."""
        return as_of(self.rating_year, self.scope)

    def place(self, path: str) -> Q:
        """Where the organisation stands whose path is in this field."""
        condition = Q(within(self.then, path))
        if self.unit:
            condition &= Q(of_unit(self.rating_year, self.unit, path))
        if not self.sector:
            return condition
        of_sector = Q(pk__in=[])
        for grassroots, code in sectors_below(self.rating_year, self.then).items():
            if code == code_of(self.sector):
                of_sector |= below(grassroots, path)
        return condition & of_sector


def member_ratings(chosen: ListFilter) -> QuerySet[MemberRating]:
    ratings = MemberRating.objects.alias(why=why_of_member(chosen.rating_year.year)).filter(
        standing(chosen.of, of_members=True),
        chosen.place("sheet__path"),
        sheet__rating_year=chosen.rating_year,
    )
    related = ratings.select_related("member", "sheet__organization", "sheet__rating_year")
    return related.order_by("sheet__path", "member__sort_key", "pk")


def members_not_entered(chosen: ListFilter) -> QuerySet[Any]:
    memberships = memberships_without(chosen.rating_year, chosen.then).filter(chosen.place("path"))
    related = memberships.select_related("member", "organization")
    return related.annotate(called=_called(chosen.rating_year, "organization")).order_by(
        "path", "member__sort_key", "pk"
    )


def organization_ratings(chosen: ListFilter) -> QuerySet[OrganizationRating]:
    ratings = OrganizationRating.objects.alias(why=why_of_organization(chosen.rating_year.year)).filter(
        standing(chosen.of, of_members=False),
        chosen.place("sheet__path"),
        sheet__rating_year=chosen.rating_year,
    )
    if chosen.kinds:
        ratings = ratings.filter(sheet__kind__in=chosen.kinds)
    return ratings.select_related("sheet__organization", "sheet__rating_year").order_by("sheet__path")


def organizations_not_entered(chosen: ListFilter) -> OrganizationQuerySet:
    placed = places_without(chosen.rating_year, chosen.then).filter(chosen.place("path"))
    found = placed.filter(kind__in=chosen.kinds) if chosen.kinds else placed
    here = Organization.objects.filter(pk__in=found.order_by().values("organization"))
    return here.annotate(called=_called(chosen.rating_year, "pk")).order_by("path")


def _called(rating_year: RatingYear, organization: str) -> Coalesce:
    """The name in the year; of a root, which its year does not rate, that of today."""
    placed = reading.places(rating_year).filter(organization=OuterRef(organization)).order_by()
    today = Organization.objects.filter(pk=OuterRef(organization)).order_by()
    return Coalesce(Subquery(placed.values("name")[:1]), Subquery(today.values("name")[:1]))

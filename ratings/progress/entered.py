"""How far a sheet is entered, for the database to order by; ratings.progress.board says the same in words."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Count, FloatField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, NullIf

from organizations.models import Organization
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.register import reading

HERE = OuterRef("pk")


def entered(rating_year: RatingYear) -> Case:
    """Rated of the members of a cell, approved of the organisations of a committee; null where there are none.

    For rows that say as what they stood (ratings.progress.rows).
    """
    of_sheet = MemberRating.objects.filter(sheet__rating_year=rating_year, sheet__organization=HERE)
    rated = of_sheet.exclude(level=None, not_rated_reason="")
    members = reading.memberships(rating_year).filter(organization=HERE)
    children = reading.places(rating_year).filter(parent=HERE)
    of_year = {"organization__sheets__rating_year": rating_year}
    approved = children.filter(organization__sheets__state=Sheet.State.APPROVED, **of_year)
    of_cell = When(
        stood_as__in=Organization.Kind.cells(),
        then=_share(_number(rated, "sheet__organization"), _number(members, "organization")),
    )
    return Case(of_cell, default=_share(_number(approved, "parent"), _number(children, "parent")))


def _share(done: Coalesce, total: Coalesce) -> Any:
    return Cast(done, FloatField()) / NullIf(total, 0)


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many, as a subquery; none are 0."""
    counted = rows.order_by().values(of).annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)

"""Why tasks were not completed: the cause written on the row, else what the data says; each stands under one cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from inspections.models import Discipline, DisciplineQuerySet
from organizations.models import Organization, within
from ratings.grounds import Cause
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear

UNSTATED = ""
NO_CAUSE = _("No cause written")
# As reports frozen before the causes had one enumeration wrote them.
FORMER = {"official_level": Cause.OFFICIAL.value, "noted": Cause.OTHER.value, "unstated": UNSTATED}


def cause_name(code: str) -> str:
    return str(Cause(code).label) if code else str(NO_CAUSE)


def causes_of_members(rating_year: RatingYear, scope: Organization) -> Mapping[str, int]:
    return _counted(not_completed_members(rating_year, scope))


def causes_of_organizations(rating_year: RatingYear, scope: Organization) -> Mapping[str, int]:
    return _counted(not_completed_organizations(rating_year, scope))


def not_completed_members(rating_year: RatingYear, scope: Organization) -> QuerySet[MemberRating]:
    here = Q(within(scope, "sheet__path"), sheet__rating_year=rating_year)
    found = MemberRating.objects.filter(here, level=Level.NOT_COMPLETED)
    return found.annotate(why=why_of_member(rating_year.year)).order_by()


def not_completed_organizations(rating_year: RatingYear, scope: Organization) -> QuerySet[OrganizationRating]:
    here = Q(within(scope, "sheet__path"), sheet__rating_year=rating_year)
    found = OrganizationRating.objects.filter(here, level=Level.NOT_COMPLETED)
    return found.annotate(why=why_of_organization(rating_year.year)).order_by()


def why_of_member(year: int) -> Case:
    disciplined = _told_at_approval(year).filter(member=OuterRef("member"))
    return _why(disciplined, When(civil_level=Level.NOT_COMPLETED, then=Value(Cause.OFFICIAL.value)))


def why_of_organization(year: int) -> Case:
    return _why(_told_at_approval(year).filter(member=None, organization=OuterRef("sheet__organization")))


def _why(disciplined: DisciplineQuerySet, *others: When) -> Case:
    return Case(
        When(~Q(cause=""), then=F("cause")),
        When(Exists(disciplined), then=Value(Cause.DISCIPLINED.value)),
        *others,
        When(~Q(note=""), then=Value(Cause.OTHER.value)),
        default=Value(UNSTATED),
        output_field=CharField(),
    )


def _told_at_approval(year: int) -> DisciplineQuerySet:
    """What is announced later changes no figure of an approved sheet."""
    approved_at = ExpressionWrapper(OuterRef("sheet__approved_at"), output_field=DateTimeField())
    until = Coalesce(TruncDate(approved_at), Value(date.max))
    return Discipline.objects.announced().counted_in(year).filter(announced_on__lte=until)


def _counted(ratings: QuerySet) -> Mapping[str, int]:
    return Counter(dict(ratings.values_list("why").annotate(total=Count("pk"))))


def with_former_names(causes: Mapping[str, int]) -> Counter[str]:
    now: Counter[str] = Counter()
    for code, count in causes.items():
        now[FORMER.get(code, code)] += count
    return now

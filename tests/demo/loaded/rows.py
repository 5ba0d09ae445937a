"""What the tests of the demo data ask its rows."""

from fractions import Fraction

from django.db.models import Q, Sum

from members.models import LifeEvent
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, WorkResult

TERM = range(2015, 2020)
OrganizationKind, EventKind = Organization.Kind, LifeEvent.Kind


def percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)


def of_work(year: int, part: str, whole: str) -> Fraction:
    sums = WorkResult.objects.filter(sheet__rating_year__year=year).aggregate(part=Sum(part), whole=Sum(whole))
    return percent(sums["part"], sums["whole"])


def of_rated(ratings, *levels: Level) -> Fraction:
    rated = ratings.filter(level__isnull=False)
    return percent(rated.filter(level__in=levels).count(), rated.count())


def grassroots_ratings(year: int):
    return OrganizationRating.objects.filter(
        sheet__rating_year__year=year, sheet__organization__kind__in=OrganizationKind.grassroots()
    )


def member_ratings(year: int):
    return MemberRating.objects.filter(sheet__rating_year__year=year)


def admitted(*years: int) -> int:
    return LifeEvent.objects.filter(kind=EventKind.ADMITTED, happened_on__year__in=years).count()


COMMITTEES = Q(body__in=["bloc_committee", "bloc_standing", "bloc_advisory", "grassroots_committee", "cell"])
COMMISSIONS = Q(body__in=["bloc_commission", "grassroots_commission"])
INSPECTED, SUPERVISED = Q(kind="inspection"), Q(kind="supervision")
SUSPECTED = Q(basis="suspected_violation")
ACTS = {
    "violation_inspected": INSPECTED & SUSPECTED,
    "committee_inspected": INSPECTED & COMMITTEES & Q(basis="programme"),
    "committee_supervised": SUPERVISED & COMMITTEES,
    "commission_inspected": INSPECTED & COMMISSIONS & ~SUSPECTED,
    "commission_supervised": SUPERVISED & COMMISSIONS,
}


def growth(year: int) -> Fraction:
    return of_work(year, "revenue", "revenue_previous") - 100


YEARS = range(2015, 2025)

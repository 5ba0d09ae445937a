"""Who stands on a sheet: nobody is copied onto it, so that a new member simply appears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from members.models import Member, Membership
from organizations.models import Organization, OrganizationQuerySet
from ratings.models import MemberRating, Sheet


def day_of(year: int) -> date:
    """The cell where a member is at the end of the year rates; before that day, where the member is today."""
    return min(timezone.localdate(), date(year, 12, 31))


def member_ids(sheet: Sheet) -> set[int]:
    """Who belongs to the cell on the sheet's day."""
    if not sheet.organization.is_cell:
        return set()
    here = Membership.objects.on(day_of(sheet.rating_year.year)).filter(organization=sheet.organization_id)
    return set(here.order_by().values_list("member", flat=True))


def members(sheet: Sheet) -> list[Member]:
    """Who belongs, and who left after being rated: those have `left` set and stay to be seen until they are cleared."""
    here = member_ids(sheet)
    rated = MemberRating.objects.filter(sheet=sheet).exclude(level=None, not_rated_reason="").values("member")
    listed = list(Member.objects.filter(Q(pk__in=here) | Q(pk__in=rated)))
    for member in listed:
        member.left = member.pk not in here  # type: ignore[attr-defined]
    return listed


def sizes(year: int, organizations: Iterable[int]) -> Counter[int]:
    """How many members stand on the sheet of each organisation."""
    on = Membership.objects.on(day_of(year)).filter(organization__in=list(organizations))
    return Counter(dict(on.order_by().values_list("organization").annotate(total=Count("pk"))))


def children(sheet: Sheet) -> OrganizationQuerySet:
    """Organisations directly below that are open on the sheet's day: each has a sheet of its own."""
    return sheet.organization.children.open_on(day_of(sheet.rating_year.year))


def rated_organizations(year: int) -> OrganizationQuerySet:
    """All that have a sheet in the year; the Bloc's own rating is the province's to make."""
    return Organization.objects.open_on(day_of(year)).exclude(kind=Organization.Kind.BLOC)

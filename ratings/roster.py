"""Who stands on a sheet: nobody is copied onto it, so that a new member simply appears."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, Reach
from members.models import Member
from organizations.models import Organization, OrganizationQuerySet, reach_of, within
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.register import reading


class Participant(NamedTuple):
    """A member on one sheet. `left`: rated here and gone since; stays to be seen until the rating is cleared."""

    member: Member
    left: bool = False


def day_of(year: int) -> date:
    """The cell where a member is at the end of the year rates; before that day, where the member is today."""
    return min(timezone.localdate(), date(year, 12, 31))


def member_ids(sheet: Sheet) -> set[int]:
    """Who belongs to the cell on the sheet's day."""
    return member_ids_of_each([sheet])[sheet.pk]


def member_ids_of_each(sheets: Sequence[Sheet]) -> dict[int, set[int]]:
    """By sheet, for sheets of one year."""
    cells = {sheet.organization_id: sheet for sheet in sheets if sheet.is_cell}
    here: dict[int, set[int]] = {sheet.pk: set() for sheet in sheets}
    if cells:
        on = reading.memberships(sheets[0].rating_year).filter(organization__in=list(cells))
        for organization, member in on.order_by().values_list("organization", "member"):
            here[cells[organization].pk].add(member)
    return here


def participants(sheet: Sheet) -> list[Participant]:
    return participants_of_each([sheet])[sheet.pk]


def participants_of_each(sheets: Sequence[Sheet]) -> dict[int, list[Participant]]:
    """Who moved within the committee has left on one sheet and belongs on the other."""
    here = member_ids_of_each(sheets)
    places: defaultdict[int, set[int]] = defaultdict(set)
    rated = MemberRating.objects.filter(sheet__in=list(here)).exclude(level=None, not_rated_reason="").order_by()
    belonging = ((pk, member) for pk, ids in here.items() for member in ids)
    for pk, member_id in (*belonging, *rated.values_list("sheet", "member")):
        places[member_id].add(pk)
    listed: dict[int, list[Participant]] = {pk: [] for pk in here}
    for member in Member.objects.filter(pk__in=list(places)):
        for pk in places[member.pk]:
            listed[pk].append(Participant(member, left=member.pk not in here[pk]))
    return listed


def sizes(rating_year: RatingYear, organizations: Iterable[int]) -> Counter[int]:
    """How many members stand on the sheet of each organisation."""
    on = reading.memberships(rating_year).filter(organization__in=list(organizations))
    return Counter(dict(on.order_by().values_list("organization").annotate(total=Count("pk"))))


def children(sheet: Sheet) -> OrganizationQuerySet:
    """Organisations directly below on the sheet's day: each has a sheet of its own."""
    return standing(places_below(sheet))


def places_below(sheet: Sheet) -> QuerySet[Any]:
    """As what they stood there, under their names of the year."""
    return reading.places(sheet.rating_year).filter(parent=sheet.organization_id)


def rated_organizations(rating_year: RatingYear, below: Organization | None = None) -> OrganizationQuerySet:
    """All that have a sheet in the year; a root's own rating is the province's to make.

    `below`: only those that stood at or below it in that year.
    """
    placed = reading.places(rating_year)
    return standing(placed if below is None else placed.filter(within(below, "path")))


def reached(rating_year: RatingYear, user: User, permission: Permission) -> QuerySet[Any]:
    """Places of the year where the person may do this, by where each stood then; to look, also by where it is now."""
    there = reach_of(user, permission)
    if permission.reach is not Reach.CHILDREN:
        there |= reach_of(user, permission, "organization__path")
    return reading.places(rating_year).filter(there)


def standing(placed: QuerySet[Any]) -> OrganizationQuerySet:
    return Organization.objects.filter(pk__in=placed.order_by().values("organization"))


def undecided(rating_year: RatingYear) -> OrganizationQuerySet:
    """All whose sheet is not approved, or who have none."""
    approved = Sheet.objects.approved().filter(rating_year=rating_year)
    return rated_organizations(rating_year).exclude(pk__in=approved.values("organization"))


def without_sheet(rating_year: RatingYear) -> OrganizationQuerySet:
    return rated_organizations(rating_year).exclude(sheets__rating_year=rating_year)


def to_come_over(rating_year: RatingYear) -> QuerySet[Sheet]:
    """Begun in the same year of another root by who stands here now: they go over as soon as the year is open."""
    there = Sheet.objects.without_year().for_year(rating_year.year)
    return there.filter(path__startswith=rating_year.root.path, organization__in=without_sheet(rating_year))


def to_lay(rating_year: RatingYear) -> OrganizationQuerySet:
    """Who gets a new one once the year is open."""
    return without_sheet(rating_year).exclude(pk__in=to_come_over(rating_year).values("organization"))

"""How many members an organisation has on a day, and where below it they belong."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from members.models import Member, Membership
from organizations.models import Organization, Place


class PartSize(NamedTuple):
    """An organisation directly below, with all who belong to it or below it."""

    organization: Organization
    members: int


@dataclass(frozen=True)
class MemberCounts:
    members: int
    probationary: int
    women: int
    parts: tuple[PartSize, ...]


def summary_of(organization: Organization, on: date) -> MemberCounts:
    """By what stood below it on the day."""
    members = Member.objects.belonging_to(organization, on)
    belonging = Membership.objects.of(organization, on)
    counts = dict(belonging.values_list("organization__places__path").annotate(Count("pk")).order_by())
    below = Place.objects.on(on).filter(parent=organization).select_related("organization").order_by("path")
    parts = tuple(
        PartSize(place.organization, sum(count for path, count in counts.items() if path.startswith(place.path)))
        for place in below
    )
    return MemberCounts(
        members=members.count(),
        probationary=members.probationary_on(on).count(),
        women=members.filter(sex=Member.Sex.FEMALE).count(),
        parts=parts,
    )

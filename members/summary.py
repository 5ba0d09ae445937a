"""How many members an organisation has on a day, and where below it they belong."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from members.models import Member, Membership
from organizations.models import Organization


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
    members = Member.objects.belonging_to(organization, on)
    belonging = Membership.objects.of(organization, on)
    counts = dict(belonging.values_list("organization__path").annotate(Count("pk")).order_by())
    parts = tuple(
        PartSize(child, sum(count for path, count in counts.items() if path.startswith(child.path)))
        for child in organization.children.open_on(on).order_by("path")
    )
    return MemberCounts(
        members=members.count(),
        probationary=members.probationary_on(on).count(),
        women=members.filter(sex=Member.Sex.FEMALE).count(),
        parts=parts,
    )

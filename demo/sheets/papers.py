"""The rows of the sheets."""

from __future__ import annotations

from dataclasses import dataclass, field

from accounts.models import AuditEvent
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, WorkResult


@dataclass
class Papers:
    years: list[RatingYear] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    members: list[MemberRating] = field(default_factory=list)
    organizations: list[OrganizationRating] = field(default_factory=list)
    work: list[WorkResult] = field(default_factory=list)
    trail: list[AuditEvent] = field(default_factory=list)

"""Each grassroots organisation's level in each year of a term."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from organizations.models import Organization
from ratings.models import OrganizationRating, Sheet
from reports.models import Term


@dataclass(frozen=True)
class Standing:
    """Of one organisation in one year; without a level, the reason, or neither where it is not decided yet."""

    year: int
    level: int | None
    legacy_level: str
    not_rated_reason: str
    provisional: bool


@dataclass(frozen=True)
class RatedOrganization:
    id: int
    name: str
    kind: str
    sector: str
    standings: tuple[Standing, ...]

    def standing(self, year: int) -> Standing | None:
        return next((standing for standing in self.standings if standing.year == year), None)


def rated_organizations(organization: Organization, term: Term) -> tuple[RatedOrganization, ...]:
    ratings = OrganizationRating.objects.filter(
        sheet__in=Sheet.objects.below(organization).filter(
            rating_year__year__in=term.years, organization__kind__in=Organization.Kind.grassroots()
        )
    ).values_list(
        "sheet__organization_id",
        "sheet__rating_year__year",
        "level",
        "legacy_level",
        "not_rated_reason",
        "sheet__state",
    )
    standings: defaultdict[int, list[Standing]] = defaultdict(list)
    for pk, year, level, legacy, reason, state in ratings.order_by("sheet__rating_year__year"):
        standings[pk].append(Standing(year, level, legacy, reason, state != Sheet.State.APPROVED))
    organizations = Organization.objects.below(organization).grassroots().order_by("sector__position", "path")
    return tuple(
        RatedOrganization(pk, name, kind, sector, tuple(standings[pk]))
        for pk, name, kind, sector in organizations.values_list("pk", "name", "kind", "sector__code")
        if standings[pk]
    )

"""Each grassroots organisation's level in each year of a term."""

from __future__ import annotations

from collections import defaultdict

from organizations.models import Organization
from ratings.models import OrganizationRating, Sheet
from reports.models import Term
from reports.scorecard.facts import RatedOrganization, Standing


def rated_organizations(organization: Organization, term: Term) -> tuple[RatedOrganization, ...]:
    ratings = OrganizationRating.objects.filter(
        sheet__in=Sheet.objects.below(organization).filter(
            rating_year__year__in=term.years, kind__in=Organization.Kind.grassroots()
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

"""Each grassroots organisation's level in each year of a term."""

from __future__ import annotations

from organizations.models import Organization
from ratings.counts.once import sheets_of
from ratings.models import Sheet
from reports.models import Term
from reports.scorecard.facts import RatedOrganization, Standing

NAMES = (
    "organization_id",
    "name",
    "kind",
    "sector__code",
    "sector__position",
    "path",
    "rating_year__year",
    "organization_rating__level",
    "organization_rating__legacy_level",
    "organization_rating__not_rated_reason",
    "state",
)


def rated_organizations(organization: Organization, term: Term) -> tuple[RatedOrganization, ...]:
    """All that have a sheet; named, and put into a sector, as they were in the last year of these."""
    sheets = sheets_of(organization, term.years).filter(kind__in=Organization.Kind.grassroots())
    rows = sheets.order_by("rating_year__year")
    found: dict[int, RatedOrganization] = {}
    places: dict[int, tuple] = {}
    for pk, name, kind, sector, position, path, year, level, legacy, reason, state in rows.values_list(*NAMES):
        known = found[pk].standings if pk in found else ()
        this = Standing(year, level, legacy or "", reason or "", state != Sheet.State.APPROVED)
        found[pk] = RatedOrganization(pk, name, kind, sector or "", (*known, this))
        places[pk] = (position is None, position, path)
    return tuple(found[pk] for pk in sorted(found, key=places.__getitem__))

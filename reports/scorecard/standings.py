"""Each grassroots organisation's level in each year of a term."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from organizations.models import Organization
from ratings.counts.once import sheets_of
from ratings.models import Sheet
from reports.models import Term
from reports.scorecard.facts import RatedOrganization, Standing
from reports.scorecard.headcount import grassroots_on, last_day

PLACED = ("organization_id", "name", "kind", "sector__code", "sector__position", "path")
NAMES = (
    *PLACED,
    "rating_year__year",
    "organization_rating__level",
    "organization_rating__legacy_level",
    "organization_rating__not_rated_reason",
    "state",
)


Position = tuple[bool, int | None, str]


def rated_organizations(
    organization: Organization, term: Term, today: date | None = None
) -> tuple[RatedOrganization, ...]:
    """All that have a sheet, and who is counted on the last day without any; none before the first sheet of all.

    Named, and put into a sector, as they were in the last year of these, or on that day.
    """
    found, positions = _with_sheets(organization, term)
    if found:
        on = last_day(organization, term, today or timezone.localdate())
        for pk, name, kind, sector, position, path in without_sheet(organization, found, on).values_list(*PLACED):
            found[pk] = RatedOrganization(pk, name, kind, sector or "", ())
            positions[pk] = (position is None, position, path)
    return tuple(found[pk] for pk in sorted(found, key=positions.__getitem__))


def _with_sheets(organization: Organization, term: Term) -> tuple[dict[int, RatedOrganization], dict[int, Position]]:
    sheets = sheets_of(organization, term.years).filter(kind__in=Organization.Kind.grassroots())
    rows = sheets.order_by("rating_year__year")
    found: dict[int, RatedOrganization] = {}
    positions: dict[int, Position] = {}
    for pk, name, kind, sector, position, path, year, level, legacy, reason, state in rows.values_list(*NAMES):
        known = found[pk].standings if pk in found else ()
        this = Standing(year, level, legacy or "", reason or "", state != Sheet.State.APPROVED)
        found[pk] = RatedOrganization(pk, name, kind, sector or "", (*known, this))
        positions[pk] = (position is None, position, path)
    return found, positions


def without_sheet(organization: Organization, those_with: Collection[int], on: date) -> QuerySet[Any]:
    return grassroots_on(organization, on).exclude(organization__in=list(those_with))


def unrated(organization: Organization, term: Term, years: Collection[int]) -> list[Organization]:
    """Who is counted on the last of these days and has no sheet in any of the years."""
    sheets = sheets_of(organization, years).filter(kind__in=Organization.Kind.grassroots())
    those_with = set(sheets.order_by().values_list("organization", flat=True))
    if not those_with:
        return []
    on = min(last_day(organization, term, timezone.localdate()), date(max(years), 12, 31))
    there = without_sheet(organization, those_with, on).order_by().values("organization")
    return list(Organization.objects.filter(pk__in=there).order_by("path"))

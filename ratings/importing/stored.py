"""What is stored of years that were brought in, as a file is compared with it: a few queries, whatever the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from exchange.kinds import Scope
from members.models import Member, Membership
from organizations.models import Organization, Place
from organizations.tree import below
from ratings.models import Edition, MemberRating, OrganizationRating, RatingYear, Rerating, Sheet

Key = tuple[int, int]
AT = "sheet__rating_year__year"


@dataclass(frozen=True, slots=True)
class Known:
    """A rating that stands already. `again`: it was set anew by a decision since."""

    level: int | None
    legacy: str
    reason: str
    note: str
    again: bool = False
    decision: str = ""
    decided_on: date | None = None


def organizations_known(years: Collection[int]) -> dict[Key, Known]:
    """{(year, organisation): how it is rated}; `years` are keys of years that were brought in."""
    if not years:
        return {}
    again = _again(years, of_members=False)
    rows = OrganizationRating.objects.filter(sheet__rating_year__in=years).values_list(
        AT,
        "sheet__organization_id",
        "level",
        "legacy_level",
        "not_rated_reason",
        "note",
        "sheet_id",
        "sheet__decision_number",
        "sheet__decided_on",
    )
    return {
        (year, pk): Known(level, legacy, reason, note, (sheet, None) in again, number, day)
        for year, pk, level, legacy, reason, note, sheet, number, day in rows.order_by()
    }


def members_known(years: Collection[int]) -> dict[Key, Known]:
    """{(year, member): how they are rated}."""
    if not years:
        return {}
    again = _again(years, of_members=True)
    rows = MemberRating.objects.filter(sheet__rating_year__in=years).values_list(
        AT, "member_id", "level", "not_rated_reason", "note", "sheet_id"
    )
    return {
        (year, pk): Known(level, "", reason, note, (sheet, pk) in again)
        for year, pk, level, reason, note, sheet in rows.order_by()
    }


def _again(years: Collection[int], *, of_members: bool) -> set[tuple[int, int | None]]:
    made = Rerating.objects.filter(sheet__rating_year__in=years, member__isnull=not of_members)
    return set(made.order_by().values_list("sheet_id", "member_id"))


def stamp(scope: Scope, *, of_members: bool) -> str:
    found = sha256()
    for rows in (*_of_years(scope), *(_of_members(scope) if of_members else ())):
        for row in rows:
            found.update(repr(row).encode())
        found.update(b"|")
    return found.hexdigest()


def _of_years(scope: Scope) -> Iterator[Iterator[Any]]:
    years = RatingYear.objects.filter(root__path=scope.path)
    places = Place.objects.filter(below(scope.path))
    yield years.order_by("pk").values_list("pk", "year", "state", "brought_in").iterator()
    yield Edition.objects.filter(rating_year__in=years).order_by("pk").values_list("pk", "undone_at").iterator()
    sheets = Sheet.objects.filter(rating_year__in=years.filter(brought_in=True))
    yield sheets.order_by("pk").values_list("pk", "version").iterator()
    yield places.order_by("pk").values_list("organization_id", "since", "until", "path", "name").iterator()
    named = Organization.objects.filter(pk__in=places.order_by().values("organization")).order_by("pk")
    yield named.values_list("pk", "code", "name").iterator()


def _of_members(scope: Scope) -> Iterator[Iterator[Any]]:
    stays = Membership.objects.filter(organization__in=Place.objects.filter(below(scope.path)).values("organization"))
    yield stays.order_by("pk").values_list("member_id", "organization_id", "since", "until").iterator()
    who = Member.objects.filter(pk__in=stays.order_by().values("member")).order_by("pk")
    yield who.values_list("pk", "code", "full_name", "birth_date").iterator()

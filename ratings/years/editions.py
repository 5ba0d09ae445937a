"""The editions of a year beside each other, and what was entered later, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from inspections.models import Body, Case
from members.models import LifeEvent, Member
from organizations.models import Kind, Organization, Sector, reach_of
from ratings.models import Edition, RatingYear
from ratings.register.differences import Difference
from ratings.register.tables import ACTS, EVENTS, MEMBERSHIPS, PLACES, TABLES, Row, Table
from ui.days import written

NAMES: Mapping[str, str | Promise] = {
    PLACES.model.__name__: _("Party organisations"),
    MEMBERSHIPS.model.__name__: _("Party members"),
    EVENTS.model.__name__: _("Life events"),
    ACTS.model.__name__: _("Inspection and supervision"),
}


def name_of(table: Table) -> str:
    return str(NAMES[table.model.__name__])


@dataclass(frozen=True)
class Figure:
    """How many rows of a table an edition holds; of them new, and no longer there, against the one before."""

    name: str
    total: int
    added: int
    gone: int


@dataclass(frozen=True)
class ShownEdition:
    edition: Edition
    counts: bool
    figures: tuple[Figure, ...]


def editions_of(rating_year: RatingYear, user: User) -> list[ShownEdition]:
    """Newest first; figures of where the person may look. One query a table."""
    spans = {table.model.__name__: _spans(rating_year, table, user) for table in TABLES}
    found = list(rating_year.editions.select_related("made_by").order_by("-number"))
    return [
        ShownEdition(
            each,
            rating_year.is_closed and each == found[0],
            tuple(_figure(name_of(table), spans[table.model.__name__], each.number) for table in TABLES),
        )
        for each in found
    ]


def _spans(rating_year: RatingYear, table: Table, user: User) -> list[tuple[int, int | None, int]]:
    rows = table.model.objects.filter(reach_of(user, Permission.VIEW_SHEETS), rating_year=rating_year)
    return list(rows.order_by().values_list("since", "until").annotate(total=Count("pk")))


def _figure(name: str, spans: Iterable[tuple[int, int | None, int]], number: int) -> Figure:
    held = list(spans)
    return Figure(
        name,
        sum(total for since, until, total in held if since <= number and (until is None or until > number)),
        sum(total for since, _until, total in held if since == number > 1),
        sum(total for _since, until, total in held if until == number),
    )


@dataclass(frozen=True)
class ShownDifference:
    key: str
    table: str
    subject: str
    before: str
    after: str

    @property
    def how(self) -> str:
        if not self.before:
            return gettext("entered later")
        return gettext("changed later") if self.after else gettext("no longer in the register")


class Words:
    """Of rows, with the names that they need, read at once. An act is told without whom it was about."""

    def __init__(self, rows: Iterable[Difference]) -> None:
        listed = list(rows)
        self.members = Member.objects.in_bulk(_values(listed, "member_id"))
        organizations = {*_values(listed, "organization_id"), *_values(listed, "parent_id")}
        self.organizations = Organization.objects.in_bulk(organizations)
        self.sectors = Sector.objects.in_bulk()

    def shown(self, each: Difference) -> ShownDifference:
        sides = ("; ".join(self._row(each.table, row) for row in rows) for rows in (each.before, each.after))
        return ShownDifference(each.key, name_of(each.table), self._subject(each), *sides)

    def _subject(self, each: Difference) -> str:
        if each.table is PLACES:
            return str(each.value("name"))
        if each.table is ACTS:
            return str(Case.Kind(each.value("kind")).label)
        return self.members[each.value("member_id")].full_name

    def _row(self, table: Table, row: Row) -> str:
        values = dict(zip(table.columns, row, strict=True))
        return ", ".join(filter(None, self._said(table, values)))

    def _said(self, table: Table, values: dict[str, Any]) -> Iterator[str]:
        if table is PLACES:
            yield values["name"]
            yield str(Kind(values["kind"]).label)
            yield self.organizations[values["parent_id"]].name
            yield self.sectors[values["sector_id"]].name if values["sector_id"] else ""
        elif table is ACTS:
            yield str(Body(values["body"]).label)
            yield str(Case.Basis(values["basis"]).label)
            yield written(values["opened_on"])
        else:
            if table is EVENTS:
                yield str(LifeEvent.Kind(values["kind"]).label)
                yield written(values["happened_on"])
            yield self.organizations[values["organization_id"]].name


def _values(rows: Iterable[Difference], name: str) -> set[int]:
    found = set()
    for each in rows:
        if name in each.table.columns:
            at = each.table.columns.index(name)
            found |= {row[at] for row in (*each.before, *each.after)}
    return found - {None}

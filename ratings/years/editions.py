"""The editions of a year beside each other, and what was entered later, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import User
from inspections.models import Body, Case
from members.models import LifeEvent, Member
from organizations.models import Kind, Place, Sector
from organizations.names import Names
from organizations.tree import STEP
from ratings.models import Edition, RatingYear
from ratings.register.differences import Difference
from ratings.register.tables import ACTS, EVENTS, MEMBERSHIPS, PLACES, TABLES, Row, Table
from ratings.years.counted import Counted, Figure
from ui.days import written

DROPPED = Q(origin__in=(Edition.Origin.BROUGHT_IN, Edition.Origin.CORRECTION, Edition.Origin.TAKEN_BACK))


@dataclass(frozen=True)
class ShownEdition:
    """`is_dropped`: nothing of it is kept any more."""

    edition: Edition
    counts: bool
    is_dropped: bool
    figures: tuple[Figure, ...]


def counting(rating_year: RatingYear) -> Edition | None:
    standing = rating_year.editions.filter(undone_at=None).order_by("number")
    return standing.last() if rating_year.is_closed else None


def dropped(rating_year: RatingYear) -> set[int]:
    """Of imports that were taken back, and of corrections on top of them: no row begins or ends with these."""
    found = set(rating_year.editions.filter(DROPPED, undone_at__isnull=False).values_list("number", flat=True))
    for table in TABLES if found else ():
        turned = table.model.objects.filter(Q(since__in=found) | Q(until__in=found), rating_year=rating_year)
        found -= {number for row in turned.order_by().values_list("since", "until").distinct() for number in row}
    return found


def editions_of(rating_year: RatingYear, user: User) -> list[ShownEdition]:
    """Newest first; figures of where the person may look. Two queries a table."""
    counted = [*(Counted.of(rating_year, table, user) for table in TABLES), Counted.ratings(rating_year, user)]
    found = list(rating_year.editions.select_related("made_by").order_by("-number"))
    counts, gone = counting(rating_year), dropped(rating_year)
    return [
        ShownEdition(each, each == counts, each.number in gone, tuple(one.at(each.number) for one in counted))
        for each in found
    ]


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
    """Of rows, with the names that they need, read at once. An act is told without whom it was about.

    Organisations have the name of the day of an event, and of `day` elsewhere: that of the year.
    """

    def __init__(self, rows: Iterable[Difference], day: date) -> None:
        listed = list(rows)
        self.day = day
        self.members = Member.objects.in_bulk(_values(listed, "member_id"))
        self.above = _above(_values(listed, "path", in_tables=(MEMBERSHIPS, EVENTS)))
        named = (_values(listed, "organization_id"), _values(listed, "parent_id"), self.above.values())
        self.names = Names({pk for each in named for pk in each})
        self.sectors = Sector.objects.in_bulk()

    def shown(self, each: Difference) -> ShownDifference:
        sides = ("; ".join(self._row(each.table, row) for row in rows) for rows in (each.before, each.after))
        return ShownDifference(each.key, str(each.table.name), self._subject(each), *sides)

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
            yield self.names.on(values["parent_id"], self.day)
            yield self.sectors[values["sector_id"]].name if values["sector_id"] else ""
        elif table is ACTS:
            yield str(Body(values["body"]).label)
            yield str(Case.Basis(values["basis"]).label)
            yield written(values["opened_on"])
        else:
            if table is EVENTS:
                yield str(LifeEvent.Kind(values["kind"]).label)
                yield written(values["happened_on"])
            day = values.get("happened_on", self.day)
            yield self.names.on(values["organization_id"], day)
            yield self.names.on(self.above.get(values["path"][:-STEP], 0), day)


def _above(paths: Iterable[str]) -> dict[str, int]:
    """By its path, which belongs to one organisation for ever."""
    above = {path[:-STEP] for path in paths}
    return dict(Place.objects.filter(path__in=above).values_list("path", "organization"))


def _values(rows: Iterable[Difference], name: str, in_tables: Collection[Table] = TABLES) -> set[Any]:
    found = set()
    for each in rows:
        if each.table in in_tables and name in each.table.columns:
            at = each.table.columns.index(name)
            found |= {row[at] for row in (*each.before, *each.after)}
    return found - {None}

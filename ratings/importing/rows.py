"""How a row of either kind stands in its table, whole or taken apart again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet

from ratings.models import MemberRating, OrganizationRating
from ratings.sheets.upsert import upsert

BATCH = 2000
Values = list[Any]
Subject = tuple[int, int]


@dataclass(frozen=True)
class Rows:
    """`names`: the fields that are brought in, and what `data` of a row calls them.

    `subject`: beside the sheet, by which field a row is known; none where a sheet has one row. `told`: whether the
    decision of a row is that of its sheet.
    """

    model: type[Model]
    names: Mapping[str, str]
    subject: str = ""
    told: bool = False

    @property
    def unique(self) -> tuple[str, ...]:
        return ("sheet", self.subject) if self.subject else ("sheet",)

    @property
    def known_by(self) -> str:
        return self.subject or "sheet__organization"

    def values(self, data: Mapping[str, Any]) -> Values:
        return [data[name] for name in self.names.values()]

    def stored(self, years: Collection[int]) -> dict[Subject, Values]:
        """{(key of the year, organisation or member): its values}."""
        if not years:
            return {}
        rows = self.model._default_manager.filter(sheet__rating_year__in=years).order_by()
        found = rows.values_list("sheet__rating_year", self.known_by, *self.names)
        return {(year, pk): values for year, pk, *values in found}

    def write(self, rows: Iterable[tuple[int, int, Values]]) -> None:
        """Of (sheet, organisation or member, values)."""
        whole = [
            dict(zip((*self.unique, *self.names), (*self._key(sheet, pk), *values), strict=True))
            for sheet, pk, values in rows
        ]
        upsert(self.model, self.unique, whole, once={"remark": ""})

    def _key(self, sheet: int, pk: int) -> tuple[int, ...]:
        return (sheet, pk) if self.subject else (sheet,)

    def take_away(self, year: int, subjects: Iterable[int]) -> None:
        for some in batches(subjects):
            of_these = {f"{self.known_by}__in": some}
            found = self.model._default_manager.filter(sheet__rating_year=year, **of_these).order_by()
            remove(self.model._default_manager.filter(pk__in=found.values("pk")))


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while some := list(islice(rest, BATCH)):
        yield some


def remove(rows: QuerySet[Any]) -> None:
    """In one statement: nothing of it is loaded, constraints hold as ever."""
    rows._raw_delete(rows.db)


_OF_BOTH = {"level": "level", "not_rated_reason": "reason", "note": "note"}
OF_ORGANIZATIONS = Rows(OrganizationRating, {**_OF_BOTH, "legacy_level": "legacy"}, told=True)
OF_MEMBERS = Rows(MemberRating, _OF_BOTH, subject="member")

"""What a search finds, the nearest first, without reading all that half a million people have in common (ADR 38)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

MOST, AT_ONCE = 1_000, 2_000


@dataclass
class Nearest:
    """Up to `most` of the rows `found`. Where more match, those of `exact` are taken first, and the rest is not read.

    `fields` are what `place` needs to say where a row comes; `shown` adds what is shown of each. `is_common`: so little
    was typed that `exact` alone is likely to be more than can be looked at.
    """

    found: QuerySet[Any]
    exact: QuerySet[Any]
    fields: Sequence[str]
    place: Callable[[Any], Any]
    shown: Callable[[Any], QuerySet[Any]] = lambda rows: rows
    is_common: bool = False
    most: int | None = MOST

    @cached_property
    def _read(self) -> dict[Any, Any]:
        """One more than `most` where there are more."""
        if self.most is None:
            return _values(self.found, self.fields)
        first, second = (self.exact, self.found) if self.is_common else (self.found, self.exact)
        read = _values(first, self.fields, self.most + 1)
        if (len(read) > self.most) is self.is_common:
            return read
        others = _values(second, self.fields, self.most + 1)
        return read | others if self.is_common else others | read

    @cached_property
    def _in_order(self) -> list[Any]:
        considered = [*self._read.values()][: self.most]
        return [row.pk for row in sorted(considered, key=self.place)]

    @property
    def is_cut(self) -> bool:
        """More match than are put in order."""
        return self.most is not None and len(self._read) > self.most

    def whole(self) -> Nearest:
        """All that match, however many."""
        return replace(self, most=None)

    def order_by(self, *expressions: OrderBy) -> QuerySet[Any]:
        return self.shown(self.found).order_by(*expressions)

    def keys(self, cut: slice) -> list[Any]:
        return self._in_order[cut]

    def count(self) -> int:
        return len(self._in_order)

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, self.count(), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    def __getitem__(self, cut: slice) -> list[Any]:
        keys = self.keys(cut)
        rows = self.shown(self.found.model._default_manager.all()).in_bulk(keys) if keys else {}
        return [rows[key] for key in keys if key in rows]


def keys_of(rows: QuerySet[Any] | Nearest, cut: slice) -> list[Any]:
    if isinstance(rows, Nearest):
        return rows.keys(cut)
    return list(rows.prefetch_related(None).values_list("pk", flat=True)[cut])


def _values(rows: QuerySet[Any], fields: Sequence[str], most: int | None = None) -> dict[Any, Any]:
    read = rows.order_by().values_list("pk", *fields, named=True)[:most]
    return {row.pk: row for row in read}

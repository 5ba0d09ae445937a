"""Rows of two tables as one list: the database counts them, puts them in order and cuts the page out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.expressions import OrderBy

AT_ONCE = 2_000


@dataclass(frozen=True)
class Merged:
    """`sides` are ordered by expressions that each of them knows; rows alike in all come by their side."""

    sides: tuple[QuerySet[Any], ...]
    by: Sequence[OrderBy]

    ordered = True

    def order_by(self, *expressions: OrderBy) -> Merged:
        return replace(self, by=expressions)

    def reverse(self) -> Merged:
        turned = [each.copy() for each in self.by]
        for each in turned:
            each.reverse_ordering()
        return replace(self, by=turned)

    def count(self) -> int:
        return sum(side.count() for side in self.sides)

    def __len__(self) -> int:
        return self.count()

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, self.count(), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    def __getitem__(self, cut: slice) -> list[Any]:
        keys = [(side, pk) for side, pk, *_order in self._keys()[cut]]
        found = [
            side.order_by().in_bulk([pk for at, pk in keys if at == number]) for number, side in enumerate(self.sides)
        ]
        return [found[side][pk] for side, pk in keys if pk in found[side]]

    def _keys(self) -> Any:
        names = [f"order{at}" for at, _each in enumerate(self.by)]
        first, *others = (self._named(number, side, names) for number, side in enumerate(self.sides))
        ways = [_of_column(each, name) for each, name in zip(self.by, names, strict=True)]
        last = F("merged_side")
        return first.union(*others, all=True).order_by(*ways, last.desc() if self._is_down else last.asc())

    @property
    def _is_down(self) -> bool:
        return bool(self.by) and self.by[-1].descending

    def _named(self, number: int, side: QuerySet[Any], names: list[str]) -> QuerySet[Any, Any]:
        values = {name: each.expression for name, each in zip(names, self.by, strict=True)}
        return side.order_by().annotate(merged_side=Value(number), **values).values_list("merged_side", "pk", *names)


def _of_column(each: OrderBy, name: str) -> OrderBy:
    return OrderBy(F(name), descending=each.descending, nulls_first=each.nulls_first, nulls_last=each.nulls_last)

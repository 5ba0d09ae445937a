"""Rows of a model written from a file in bulk, compared, and taken back: the same for every kind of this room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext

from exchange.kinds import Change, Outcome, Touched, Written
from organizations.models import Organization

Values = dict[str, Any]


@dataclass(frozen=True)
class Records:
    """`model`: of a root, told by these fields."""

    model: type[Model]
    fields: tuple[str, ...]

    def of(self, root: Organization) -> dict[int, Values]:
        rows = self.model._default_manager.filter(root=root).order_by("pk")
        return {row.pk: self.values(row) for row in rows}

    def values(self, row: Model) -> Values:
        return {name: plain(getattr(row, name)) for name in self.fields}

    def stamp(self, root: Organization, *more: object) -> str:
        return sha256(repr((more, sorted(self.of(root).items()))).encode()).hexdigest()

    def write(self, changes: Iterable[Change], root: Organization) -> Iterator[Written]:
        listed = list(changes)
        yield from self._add([each for each in listed if each.outcome == Outcome.NEW], root)
        yield from self._change([each for each in listed if each.outcome == Outcome.CHANGED], root)

    def _add(self, changes: list[Change], root: Organization) -> Iterator[Written]:
        rows = [self.model(root=root, **self.stored(each.data["values"])) for each in changes]
        made = self.model._default_manager.bulk_create(rows, batch_size=500)
        for each, row in zip(changes, made, strict=True):
            yield Written(each.number, each.data["label"], {"pk": row.pk, "new": self.values(row)})

    def _change(self, changes: list[Change], root: Organization) -> Iterator[Written]:
        before = self.of(root)
        self._set({each.data["pk"]: each.data["values"] for each in changes})
        for each in changes:
            pk, new = each.data["pk"], each.data["values"]
            yield Written(each.number, each.data["label"], {"pk": pk, "old": before[pk], "new": new})

    def _set(self, values: Mapping[int, Values]) -> None:
        rows = self.model._default_manager.in_bulk(list(values))
        for pk, row in rows.items():
            for name, value in self.stored(values[pk]).items():
                setattr(row, name, value)
        if rows:
            self.model._default_manager.bulk_update(rows.values(), self.fields, batch_size=500)

    def touched(self, written: Iterable[Written], root: Organization) -> Iterator[Touched]:
        now = self.of(root)
        for each in written:
            found = now.get(each.data["pk"])
            if found is None:
                yield Touched(each.label, gettext("is no longer there"))
            elif found != each.data["new"]:
                yield Touched(each.label, gettext("was changed since"))

    def undo(self, written: Iterable[Written]) -> None:
        rows = list(written)
        self._set({each.data["pk"]: each.data["old"] for each in rows if "old" in each.data})
        added = [each.data["pk"] for each in rows if "old" not in each.data]
        self.model._default_manager.filter(pk__in=added).delete()

    def stored(self, values: Values) -> Values:
        fields = {field.attname: field for field in self.model._meta.concrete_fields}
        return {name: fields[name].to_python(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    """As JSON keeps it, alike whether it was typed or stored."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value

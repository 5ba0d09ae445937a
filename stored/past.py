"""Rows that keep what was: those of what was taken back hold nothing any more, and vanish with what they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model, covariant=True)


class PastQuerySet(QuerySet[Row]):
    """Of a table that names what other tables hold, and may go on naming it when nothing stands on it any more."""

    def holding(self) -> PastQuerySet[Row]:
        """Those because of which what they name has to stay."""
        raise NotImplementedError

    def forget_loose(self) -> None:
        """All others."""
        raise NotImplementedError


def holding(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.holding() if isinstance(rows, PastQuerySet) else rows


def forget(references: Iterable[tuple[type[Model], str]], about: Collection[int]) -> None:
    """`references`: tables with the name of the field, in the order of their definition: each names earlier ones."""
    for model, name in reversed(list(references)):
        rows = model._default_manager.filter(**{f"{name}__in": about})
        if isinstance(rows, PastQuerySet):
            rows.forget_loose()

"""What is kept of a member by floors above goes along when two records are merged, and comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db import models
from django.db.models import QuerySet

from members.models import Member

Rows = QuerySet[Any]
Kept = Mapping[str, Any]


@dataclass(frozen=True)
class Follower:
    """The rows of one model that name a member.

    `stays` says which of them stay with the number under which they were decided. `once` are the columns of which a
    member has one row: where both have one, that of the record that goes is put aside, if `may_go` says it may.
    """

    model: type[models.Model]
    once: tuple[str, ...] = ()
    stays: Callable[[Rows], Rows] | None = None
    in_the_way: Callable[[Rows], Iterable[str]] | None = None

    def refused(self, stayed: Member, gone: Member) -> Iterable[str]:
        return self.in_the_way(self._twice(stayed, gone)) if self.in_the_way else ()

    def go(self, stayed: Member, gone: Member) -> Kept:
        aside = self._twice(stayed, gone)
        written = serializers.serialize("json", aside)
        aside.delete()
        moved = list(self._going(gone).order_by("pk").values_list("pk", flat=True))
        self._rows.filter(pk__in=moved).update(member=stayed)
        return {"moved": moved, "aside": written}

    def back(self, gone: Member, kept: Kept) -> None:
        self._rows.filter(pk__in=kept["moved"]).update(member=gone)
        for each in serializers.deserialize("json", kept["aside"]):
            each.save()

    def count(self, gone: Member) -> int:
        return self._going(gone).count()

    @property
    def _rows(self) -> Rows:
        return self.model._default_manager.all()

    def _going(self, gone: Member) -> Rows:
        rows = self._rows.filter(member=gone)
        return rows.exclude(pk__in=self.stays(rows).values("pk")) if self.stays else rows

    def _twice(self, stayed: Member, gone: Member) -> Rows:
        rows = self._going(gone)
        if not self.once:
            return rows.none()
        theirs = self._rows.filter(member=stayed)
        for column in self.once:
            theirs = theirs.filter(**{column: models.OuterRef(column)})
        return self._rows.filter(pk__in=rows.filter(models.Exists(theirs)).values("pk"))


_followers: list[Follower] = []
# Of these nothing follows: what a closed year, or the trail of the register itself, said stays said.
_staying: set[type[models.Model]] = set()


def name_followers(*followers: Follower) -> None:
    """Each app names its own once, when it starts."""
    named = {each.model for each in _followers}
    _followers.extend(each for each in followers if each.model not in named)


def name_staying(*stay: type[models.Model]) -> None:
    _staying.update(stay)


def followers() -> Iterable[Follower]:
    return tuple(_followers)


def named() -> set[type[models.Model]]:
    return {each.model for each in _followers} | _staying

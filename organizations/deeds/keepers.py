"""Floors above keep things by organisation: each carries its own along with a deed, in its transaction, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from organizations.models import Organization, Reorganization


@dataclass(frozen=True)
class Way:
    """From where to where what is kept goes: all, or that of these members alone.

    `part` chooses what one of two that go on existing gives to the other.
    """

    source: Organization
    target: Organization
    part: frozenset[int] | None = None


class Refounded(NamedTuple):
    """Another day of founding than what stood there before."""

    organization: Organization
    before: date
    after: date


@dataclass(frozen=True)
class Carrying:
    """What a deed did to the tree, for those who keep things by organisation.

    `founded` and `ended` hold also what was founded earlier or later than it was said.
    """

    on: date
    ways: tuple[Way, ...] = ()
    founded: tuple[Organization, ...] = ()
    ended: tuple[Organization, ...] = ()
    refounded: tuple[Refounded, ...] = ()


class Keeper:
    """One floor's part. What it does not say, it has nothing to do with."""

    name = ""

    def hold(self) -> None:
        """What has to be held before the tree is, so that nobody waits in a ring."""

    def in_the_way(self, organization: Organization, on: date) -> Iterable[str]:
        """What the organisation still holds from that day on, so that it cannot be dissolved."""
        return ()

    def before(self, organization: Organization, on: date, kept: Any = None) -> Iterable[str]:
        """What it holds of before that day, so that it cannot have been founded then.

        `kept`: of the correction of the founding that is taken back, if one is.
        """
        return ()

    def parts(self, organization: Organization) -> Sequence[tuple[int, str]]:
        """What a division may take from a cell, to choose from."""
        return ()

    def carry(self, carrying: Carrying) -> Any:
        """After the tree is settled; what it returns is plain JSON, and `restore` gets it back."""
        return None

    def depends(self, reorganization: Reorganization, kept: Any, founded: Sequence[Organization]) -> Iterable[str]:
        """What was entered since and would be torn by taking it back, in sentences."""
        return ()

    def restore(self, kept: Any, founded: Sequence[Organization]) -> None:
        """Before the tree is settled again."""

    def restored(self, kept: Any) -> None:
        """After it is."""

    def told(self, reorganization: Reorganization, below: Q) -> Iterable[str]:
        """What else the preview says of it, just done. `below`: rows of what it changed, or of anything below."""
        return ()

    def shown(self, organizations: Collection[Organization], on: date) -> Mapping[int, str]:
        """A line about each, as it is at this moment, for the preview. Empty where there is nothing to say."""
        return {}


def set_each(model: type[models.Model], name: str, values: Mapping[int, Any]) -> None:
    """Of each row its own value, by its number: few statements for many rows."""
    rows = model._default_manager.in_bulk(values)
    for pk, row in rows.items():
        setattr(row, name, values[pk])
    model._default_manager.bulk_update(rows.values(), [name], batch_size=500)


_keepers: list[Keeper] = []


def keep(keeper: Keeper) -> None:
    """Each app that keeps something by organisation names it once, when it starts: lower floors first."""
    if keeper.name not in {each.name for each in _keepers}:
        _keepers.append(keeper)


def keepers() -> Sequence[Keeper]:
    return _keepers

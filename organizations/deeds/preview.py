"""What a deed would change: it is done, looked at and undone again, so that the preview cannot differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from hashlib import blake2s
from operator import or_
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.submissions.deeds import noted
from organizations.deeds import acting, standing
from organizations.deeds.keepers import keepers
from organizations.deeds.trees import Branch, Standing, branches
from organizations.models import Organization, Place, Reorganization
from organizations.tree import below

MANY = 40
Act = Callable[[], Reorganization]


class _After(NamedTuple):
    touched: list[Organization]
    total: int
    sides: Mapping[int, Side]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One organisation at one moment: nothing where it does not exist then."""

    name: str = ""
    above: str = ""
    kept: tuple[str, ...] = ()
    # Its type, sector and type of unit.
    nature: tuple[str, ...] = ()
    # Who these are, for the drawing; what is founded is another one each time that it is looked at.
    pk: int = field(default=0, repr=False)
    above_pk: int = field(default=0, repr=False)


@dataclass(frozen=True)
class Row:
    before: Side
    after: Side

    @property
    def name(self) -> str:
        return self.before.name or self.after.name

    @property
    def turns(self) -> bool:
        """Whether it is of another nature afterwards, which is shown only then."""
        return bool(self.before.name and self.after.name) and self.before.nature != self.after.nature

    @property
    def mark(self) -> str:
        """What becomes of it, in a word for the drawing."""
        if not self.before.name:
            return gettext("new")
        if not self.after.name:
            return gettext("ends")
        if self.before.above != self.after.above:
            return gettext("moves")
        return gettext("renamed") if self.before.name != self.after.name else ""


@dataclass(frozen=True)
class Preview:
    """`more`: organisations beside those of the rows. `notes`: what else changes or stays, in sentences."""

    reorganization: Reorganization
    rows: tuple[Row, ...]
    more: int
    notes: tuple[str, ...]

    @property
    def seen(self) -> str:
        """Another one as soon as anything else would come of the deed."""
        said = repr((self.rows, self.more, self.notes))
        return blake2s(said.encode(), digest_size=16).hexdigest()

    @property
    def before(self) -> list[Branch]:
        return _drawn((row.before, row.mark) for row in self.rows)

    @property
    def after(self) -> list[Branch]:
        return _drawn((row.after, row.mark) for row in self.rows)


class Otherwise(Exception):
    """By now something else would come of it than what was seen."""


def _drawn(sides: Iterable[tuple[Side, str]]) -> list[Branch]:
    return branches(Standing(side.pk, side.name, side.above_pk, side.above, mark) for side, mark in sides if side.name)


def foresee(act: Act) -> Preview:
    """Raises what the deed raises."""
    with transaction.atomic(), noted():
        row, after = _done(act)
        transaction.set_rollback(True)
    return _beside(row, after)


def carry_out(act: Act, seen: str) -> Reorganization:
    """The deed, if it still is what the person saw. Raises Otherwise, with nothing done."""
    if seen and foresee(act).seen != seen:
        raise Otherwise
    return act()


def _done(act: Act) -> tuple[Reorganization, _After]:
    row = act()
    touched = list(row.organizations.order_by("path")[: MANY + 1])
    kept = (said for keeper in keepers() for said in keeper.told(row, _below(row)))
    notes = (*standing.told(row), *kept, *acting.told(row))
    return row, _After(touched, row.organizations.count(), _sides(touched, row.on), notes)


def _below(row: Reorganization) -> Q:
    changed = Organization.objects.filter(pk__in=row.changes.values("organization"))
    paths = changed.values_list("path", flat=True)
    return reduce(or_, (below(path, "organization__path") for path in paths), Q(pk__in=[]))


def _beside(row: Reorganization, after: _After) -> Preview:
    before = _sides(Organization.objects.filter(pk__in=[each.pk for each in after.touched]), row.on)
    empty = Side()
    shown = after.touched[:MANY]
    rows = [Row(before.get(each.pk, empty), after.sides.get(each.pk, empty)) for each in shown]
    return Preview(row, tuple(rows), max(after.total - MANY, 0), after.notes)


def _sides(organizations: Iterable[Organization], on: date) -> Mapping[int, Side]:
    found = list(organizations)
    places = Place.objects.on(on).filter(organization__in=found).select_related("parent", "sector")
    shown = [keeper.shown(found, on) for keeper in keepers()]
    names = {each.pk: each.name for each in found}
    sides = {}
    for place in places:
        kept = tuple(said[place.organization_id] for said in shown if place.organization_id in said)
        above = names.get(place.parent.pk, place.parent.name) if place.parent else ""
        sides[place.organization_id] = Side(
            place.name, above, kept, _nature(place), pk=place.organization_id, above_pk=place.parent_id or 0
        )
    return sides


def _nature(place: Place) -> tuple[str, ...]:
    said = (place.get_kind_display(), str(place.sector or ""), place.get_unit_type_display())
    return tuple(filter(None, said))

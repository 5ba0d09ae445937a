"""What a deed would change: it is done, looked at and undone again, so that the preview cannot differ from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.submissions.deeds import noted
from organizations.deeds.keepers import keepers
from organizations.models import Organization, Place, Reorganization

MANY = 40


@dataclass(frozen=True)
class Side:
    """One organisation at one moment: nothing where it does not exist then."""

    name: str = ""
    above: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    before: Side
    after: Side

    @property
    def name(self) -> str:
        return self.before.name or self.after.name


@dataclass(frozen=True)
class Preview:
    reorganization: Reorganization
    rows: tuple[Row, ...]
    more: int = 0


def foresee(act: Callable[[], Reorganization]) -> Preview:
    """Raises what the deed raises."""
    with transaction.atomic(), noted():
        row = act()
        touched = list(row.organizations.order_by("path")[: MANY + 1])
        total = row.organizations.count()
        after = _sides(touched, row.on)
        transaction.set_rollback(True)
    before = _sides(Organization.objects.filter(pk__in=[each.pk for each in touched]), row.on)
    empty = Side()
    rows = [Row(before.get(each.pk, empty), after.get(each.pk, empty)) for each in touched[:MANY]]
    return Preview(row, tuple(rows), max(total - MANY, 0))


def _sides(organizations: Iterable[Organization], on: date) -> Mapping[int, Side]:
    found = list(organizations)
    places = Place.objects.on(on).filter(organization__in=found).select_related("parent")
    shown = [keeper.shown(found, on) for keeper in keepers()]
    names = {each.pk: each.name for each in found}
    sides = {}
    for place in places:
        kept = tuple(said[place.organization_id] for said in shown if place.organization_id in said)
        above = names.get(place.parent.pk, place.parent.name) if place.parent else ""
        sides[place.organization_id] = Side(place.name, above, kept)
    return sides

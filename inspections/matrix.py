"""The matrix of acts: acting bodies down, kinds of act and of subject across."""

from __future__ import annotations

from dataclasses import dataclass
from operator import add
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inspections.acts import EVERY_BASIS, NO_SUSPICION, SUSPICION, Acts
from inspections.models import Body, Case

INSPECTION, SUPERVISION = Case.Kind.INSPECTION, Case.Kind.SUPERVISION
COLUMNS: tuple[tuple[Promise, Acts], ...] = (
    (_("Inspection, organisations"), Acts(INSPECTION, NO_SUSPICION, of_members=False)),
    (_("Inspection, members"), Acts(INSPECTION, NO_SUSPICION, of_members=True)),
    (_("On signs of violation, organisations"), Acts(INSPECTION, SUSPICION, of_members=False)),
    (_("On signs of violation, members"), Acts(INSPECTION, SUSPICION, of_members=True)),
    (_("Supervision, organisations"), Acts(SUPERVISION, EVERY_BASIS, of_members=False)),
    (_("Supervision, members"), Acts(SUPERVISION, EVERY_BASIS, of_members=True)),
)


class LabelledCount(NamedTuple):
    label: str
    number: int


@dataclass(frozen=True)
class ActsRow:
    body: Body
    counts: tuple[int, ...]

    @property
    def labelled(self) -> tuple[LabelledCount, ...]:
        pairs = zip(COLUMNS, self.counts, strict=True)
        return tuple(LabelledCount(str(label), count) for (label, _acts), count in pairs)


def acts(*rows: QuerySet[Any]) -> tuple[ActsRow, ...]:
    """Acts by acting body, of all these together; groups are never added up, because they may overlap."""
    columns = {f"column{at}": Count("pk", filter=acts.condition) for at, (_label, acts) in enumerate(COLUMNS)}
    found: dict[str, list[int]] = {}
    for each in rows:
        for body, *counts in each.order_by().values_list("body").annotate(**columns):
            found[body] = list(map(add, found.get(body, [0] * len(COLUMNS)), counts))
    return tuple(ActsRow(body, tuple(found[body])) for body in Body if body in found)

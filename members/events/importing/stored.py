"""The events that stand already, as a file is compared with them: read once, however many rows come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, When

from exchange.kinds import Scope
from members.importing.stored import members_of
from members.importing.stored import stamp as stamp_of_members
from members.models import LifeEvent
from organizations.models import Place
from organizations.tree import below

FIELDS = (
    "pk",
    "member",
    "kind",
    "happened_on",
    "organization__code",
    "organization__name",
    "until",
    "decision_number",
    "source",
    "target",
    "host__code",
    "elsewhere",
    "beyond",
    "note",
)

STAMPED = ("pk", "member", "kind", "happened_on", "organization", "until", "decision_number", "elsewhere", "note")


class Standing(NamedTuple):
    pk: int
    member: int
    kind: str
    on: date
    code: str
    place: str
    until: date | None
    decision: str
    source: str | None
    target: str | None
    host: str | None
    elsewhere: str
    beyond: str
    note: str

    @property
    def other(self) -> str:
        return self.source or self.target or self.host or ""


Key = tuple[int, str, date]


class Events:
    """Of the scope, as it is or as it was on their day: nothing that happened outside is spoken of."""

    def __init__(self, scope: Scope):
        self.found: defaultdict[Key, list[Standing]] = defaultdict(list)
        for row in _within(scope):
            each = Standing(*row)
            self.found[each.member, each.kind, each.on].append(each)

    def standing(self, member: int, kind: str, on: date | None) -> Standing | None:
        listed = self.found.get((member, kind, on), []) if on else []
        return listed[0] if listed else None


def _within(scope: Scope) -> Iterator[tuple[Any, ...]]:
    then = Q(until=None) | Q(until__gt=OuterRef("happened_on"))
    places = Place.objects.filter(then, below(scope.path), organization=OuterRef("organization"))
    here = Exists(places.filter(since__lte=OuterRef("happened_on")).order_by())
    rows = LifeEvent.objects.filter(here | below(scope.path, "organization__path"))
    ends = {
        name: Case(When(below(scope.path, f"{end}__organization__path"), then=f"{end}__organization__code"))
        for name, end in (("source", "counterpart"), ("target", "arrival"))
    }
    return rows.annotate(**ends).order_by("pk").values_list(*FIELDS).iterator()


def stamp(scope: Scope) -> str:
    found = sha256(stamp_of_members(scope).encode())
    rows = LifeEvent.objects.filter(member__in=members_of(scope).order_by().values("pk")).order_by("pk")
    for row in rows.values_list(*STAMPED).iterator():
        found.update(repr(row).encode())
    return found.hexdigest()

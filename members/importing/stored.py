"""The members of today as a file is compared with them: read once, in a few queries, however many rows come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from exchange.kinds import Scope
from members.importing.places import stored_places
from members.models import LifeEvent, Member, Membership
from members.numbers import codes_meant
from organizations.tree import below
from ui.vietnamese import compare_key

FORM = b"2"
FACTS = ("full_name", "sex", "birth_date", "position", "admitted_on", "official_on")


@dataclass(slots=True)
class Known:
    """`place`, `since`: where the member belongs today. `admitted_at`: where, if the admission is recorded."""

    pk: int
    code: str
    full_name: str
    sex: str
    birth_date: date
    position: str
    admitted_on: date
    official_on: date | None
    place: int | None = None
    since: date | None = None
    admitted_at: int | None = None
    decided_on: date | None = None
    decision_number: str = ""
    exempted_on: date | None = None

    @property
    def label(self) -> str:
        return f"{self.full_name} ({self.code})"


def members_of(scope: Scope) -> QuerySet[Member]:
    """Who belongs, or once belonged, within the scope."""
    return Member.objects.filter(pk__in=_ever(scope).values("member")).order_by("pk")


def _ever(scope: Scope) -> QuerySet[Membership]:
    return Membership.objects.filter(below(scope.path, "organization__path"))


def _stays(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Where each of them belongs today, here or elsewhere."""
    rows = Membership.objects.filter(until=None, member__in=_ever(scope).values("member")).order_by("pk")
    return rows.values_list("member_id", "organization_id", "since").iterator()


def _admissions(scope: Scope) -> Iterator[tuple[Any, ...]]:
    rows = LifeEvent.objects.admissions().filter(member__in=_ever(scope).values("member")).order_by("pk")
    return rows.values_list("member_id", "organization_id", "happened_on", "decision_number").iterator()


def _exemptions(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """In the order of their days; who has resumed is no longer exempt."""
    kinds = (LifeEvent.Kind.EXEMPTED, LifeEvent.Kind.RESUMED)
    rows = LifeEvent.objects.filter(kind__in=kinds, member__in=_ever(scope).values("member"))
    return rows.order_by("happened_on", "pk").values_list("member_id", "kind", "happened_on").iterator()


def _facts(scope: Scope) -> Iterator[tuple[Any, ...]]:
    return members_of(scope).values_list("pk", "code", *FACTS).iterator()


class Stored:
    """Of the scope alone: nobody outside it is compared with or spoken of."""

    def __init__(self, scope: Scope):
        self.by_pk = {row[0]: Known(*row) for row in _facts(scope)}
        for pk, place, since in _stays(scope):
            if known := self.by_pk.get(pk):
                known.place, known.since = place, since
        for pk, place, decided_on, number in _admissions(scope):
            if known := self.by_pk.get(pk):
                known.admitted_at, known.decided_on, known.decision_number = place, decided_on, number
        for pk, kind, on in _exemptions(scope):
            if known := self.by_pk.get(pk):
                known.exempted_on = on if kind == LifeEvent.Kind.EXEMPTED else None
        self.by_code = {each.code: each for each in self.by_pk.values()}
        self._born: defaultdict[date, list[Known]] = defaultdict(list)
        for each in self.by_pk.values():
            self._born[each.birth_date].append(each)

    def numbered(self, number: str) -> Known | None:
        return next((self.by_code[code] for code in codes_meant(number) if code in self.by_code), None)

    def called(self, name_key: str, born: date) -> list[Known]:
        return [each for each in self._born.get(born, ()) if compare_key(each.full_name) == name_key]


def stamp(scope: Scope) -> str:
    """Another one, too, for what was judged while `Judged.data` held other things."""
    found = sha256(FORM)
    for rows in (_facts(scope), _stays(scope), _admissions(scope), _exemptions(scope), stored_places(scope)):
        for row in rows:
            found.update(repr(row).encode())
        found.update(b"|")
    return found.hexdigest()

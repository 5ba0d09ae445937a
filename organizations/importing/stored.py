"""The organisations of today as a file is compared with them: read once, in one query, however many rows come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Value
from django.db.models.functions import Coalesce

from exchange.kinds import Scope
from organizations.models import Organization
from ui.vietnamese import compare_key, number_key

FIELDS = (
    "pk",
    "code",
    "name",
    "kind",
    "parent_id",
    "path",
    "sector_code",
    "unit_type",
    "opened_on",
    "closed_on",
    "decision_number",
)


@dataclass(frozen=True)
class Known:
    """An organisation that stands already."""

    pk: int
    code: str
    name: str
    kind: str
    parent: int | None
    path: str
    sector: str
    unit: str
    opened: date
    closed: date | None
    decision: str

    def is_called(self, typed: str) -> bool:
        return compare_key(typed) in (compare_key(self.code), compare_key(self.name))


class Stored:
    """Of the whole portal, because a code is given once in it; only what the scope holds is spoken of."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.by_pk = {each.pk: each for each in known()}
        self.by_code = {number_key(each.code): each for each in self.by_pk.values()}
        self.by_name: defaultdict[str, list[Known]] = defaultdict(list)
        for each in self.by_pk.values():
            if scope.holds(each.path):
                self.by_name[compare_key(each.name)].append(each)
        self.root = next((each for each in self.by_pk.values() if each.path == scope.path), None)

    def in_scope(self, code: str) -> Known | None:
        found = self.by_code.get(number_key(code))
        return found if found and self.scope.holds(found.path) else None

    def is_taken(self, code: str) -> bool:
        return number_key(code) in self.by_code


def known() -> Iterator[Known]:
    coded = Organization.objects.annotate(sector_code=Coalesce("sector__code", Value("")))
    rows = coded.order_by("pk").values_list(*FIELDS)
    return (Known(*row) for row in rows)


def stamp() -> str:
    found = sha256()
    for each in known():
        found.update(repr(each).encode())
    return found.hexdigest()

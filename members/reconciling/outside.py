"""Who of the file belongs outside the scope, below the same root and as far as the person may look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from exchange.kinds import Scope
from exchange.rows import batched
from members.models import Membership
from organizations.tree import STEP, below

Person = tuple[str, date]
# In one statement; SQLite takes no more than 32,766 values.
AT_ONCE = 10_000


class Outside(NamedTuple):
    pk: int
    code: str
    full_name: str
    place: int
    place_name: str


class Elsewhere:
    def __init__(self, persons: Collection[Person], codes: Collection[str], scope: Scope, by: User):
        self.by_code: dict[str, Outside] = {}
        self.by_person: defaultdict[Person, list[Outside]] = defaultdict(list)
        if not persons and not codes:
            return
        near = below(scope.path[:STEP], "organization__path") & ~below(scope.path, "organization__path")
        self.seen = Membership.objects.visible_to(by).filter(near, until=None).order_by("member")
        for some in batched(sorted({key for key, _born in persons}), AT_ONCE):
            self._add(Q(member__search_key__in=some))
        for some in batched(sorted(codes), AT_ONCE):
            self._add(Q(member__code__in=some))

    def _add(self, which: Q) -> None:
        fields = ("member_id", "member__code", "member__full_name", "organization_id", "organization__name")
        rows = self.seen.filter(which).values_list(*fields, "member__search_key", "member__birth_date")
        for *told, key, born in rows.iterator():
            each = Outside(*told)
            self.by_code[each.code] = each
            if each not in self.by_person[key, born]:
                self.by_person[key, born].append(each)

"""What was settled on other pages since it was compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.trail.record import record
from exchange.kinds import Scope
from exchange.rows import batched
from members.importing.stored import Known
from members.models import Difference, Reconciliation
from members.reconciling.register import Register
from members.reconciling.words import plain
from ui.searching import search_key
from ui.vietnamese import compare_key

AT_ONCE = 5_000
Kind = Difference.Kind


@transaction.atomic
def look_again(*, reconciliation: Reconciliation, by: User) -> int:
    """How many are settled now; the register is read in a fixed number of queries."""
    place = reconciliation.organization
    register = Register(Scope(place.path, place.name))
    found = [each.pk for each in reconciliation.differences.open().order_by("pk") if _is_settled(each, register)]
    told = {"state": Difference.State.SETTLED, "settled_by": by, "settled_at": timezone.now(), "refusal": ""}
    done = sum(reconciliation.differences.open().filter(pk__in=some).update(**told) for some in batched(found, AT_ONCE))
    if done:
        record(by=by, verb="members.differences_settled", target=reconciliation, differences=done)
    return done


def _is_settled(each: Difference, register: Register) -> bool:
    known = register.stored.by_pk.get(each.member_id) if each.member_id else None
    match each.kind:
        case Kind.FACT:
            return known is not None and plain(getattr(known, each.fact)) == each.theirs
        case Kind.EXTRA:
            return known is None or not register.holds(known)
        case Kind.ELSEWHERE:
            return known is not None and register.holds(known) and known.place != each.place_id
        case Kind.MISSING:
            return any(map(register.holds, [known] if known else _called(each, register)))
    return False


def _called(each: Difference, register: Register) -> Iterator[Known]:
    born: date | None = each.birth_date
    if born:
        yield from register.called(compare_key(each.full_name), search_key(each.full_name), born)

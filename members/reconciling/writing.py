"""The comparison kept: its differences, and who belongs here and stands in no row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from exchange.kinds import Outcome, Scope
from exchange.models import Import
from exchange.rows import JudgedRows, batched
from exchange.worksheets import Worksheets
from members.importing.stored import Known
from members.models import Difference, Reconciliation, keys_of
from members.reconciling.register import Register

AT_ONCE = 1_000
Key = tuple[Any, ...]


def write(scope: Scope, by: User) -> Reconciliation:
    """All rows of the import are gone through, those that agree too: they say who stands in the file."""
    upload, register = Import.objects.get(pk=scope.upload), Register(scope)
    place = next(each for each in register.places.by_pk.values() if each.path == scope.path)
    made = Reconciliation.objects.create(organization_id=place.pk, upload=upload, by=by, agreed=upload.same_count)
    left = _left_before(made)
    for some in batched(_differences(made, upload, register), AT_ONCE):
        Difference.objects.bulk_create(_as_before(each, left) for each in some)
    return made


def _differences(made: Reconciliation, upload: Import, register: Register) -> Iterator[Difference]:
    worksheets, met = Worksheets(upload), set()
    for judged in JudgedRows(worksheets.tables):
        data = judged.data or {}
        met.update(data.get("met", ()))
        row = worksheets.of(judged.number).row(judged.number)
        if judged.outcome in (Outcome.NEW, Outcome.CHANGED):
            yield from (_of(made, row, each) for each in data["found"])
    yield from (_extra(made, known) for known in register.belonging() if known.pk not in met)


def _of(made: Reconciliation, row: str, found: dict[str, Any]) -> Difference:
    ends = {f"{name}_id": found.pop(name, None) for name in ("member", "place")}
    return Difference(reconciliation=made, row=row, **_keys(found["full_name"]), **ends, **found)


def _keys(full_name: str) -> dict[str, str]:
    sort_key, search_key = keys_of(full_name)
    return {"sort_key": sort_key, "search_key": search_key}


def _extra(made: Reconciliation, known: Known) -> Difference:
    return Difference(
        reconciliation=made,
        kind=Difference.Kind.EXTRA,
        full_name=known.full_name,
        **_keys(known.full_name),
        birth_date=known.birth_date,
        member_id=known.pk,
        place_id=known.place,
    )


def _left_before(made: Reconciliation) -> dict[Key, Difference]:
    """What was left as it is here when this organisation was compared last needs no second answer."""
    last = Reconciliation.objects.filter(organization=made.organization_id).exclude(pk=made.pk).first()
    return {_key(each): each for each in last.differences.filter(state=Difference.State.LEFT)} if last else {}


def _key(each: Difference) -> Key:
    return each.kind, each.member_id, each.full_name, str(each.birth_date), each.fact, each.ours, each.theirs


def _as_before(each: Difference, left: dict[Key, Difference]) -> Difference:
    if before := left.get(_key(each)):
        each.state, each.note = before.state, before.note
        each.settled_by_id, each.settled_at = before.settled_by_id, before.settled_at
    return each

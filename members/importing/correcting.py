"""Facts of members who are on the list, set in bulk from a file, and set back."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Model

from accounts.models import User
from accounts.trail.record import record_each
from exchange.kinds import Change, Scope, Written
from members.importing.stored import FACTS
from members.importing.telling import deed, source, tell_corrections
from members.models import LifeEvent, Member
from stored.bulk import insert

DAYS = ("birth_date", "admitted_on", "official_on")
KEYS = ("sort_key", "search_key")
EVENT = ("member", "kind", "happened_on", "organization", "decision_number", "note", "beyond", "elsewhere")
Facts = dict[str, Any]


class Set(NamedTuple):
    """By their keys: the members as they were and as they are, and what stood in the facts that were set."""

    before: dict[int, Member]
    after: dict[int, Member]
    old: dict[int, Facts]


def correct(some: list[Change], scope: Scope, by: User) -> Iterator[Written]:
    new = {each.data["pk"]: each.data["new"] for each in some}
    done = set_facts(new)
    rows = {each.data["pk"]: source(scope, each.number) for each in some}
    record_corrections(done, new, rows, scope, by)
    _exempt([each for each in some if each.data["exempted"]], done.after, scope, by)
    tell_corrections(done.before, done.after, deed(scope, some[0].number), by)
    for each in some:
        member = done.after[each.data["pk"]]
        kept = {"pk": member.pk, "old": done.old[member.pk], "new": new[member.pk]}
        label = f"{member.full_name} ({member.code})"
        yield Written(each.number, label, kept | {name: each.data[name] for name in ("place", "exempted")})


def _exempt(some: list[Change], members: dict[int, Member], scope: Scope, by: User) -> None:
    insert(LifeEvent, EVENT, [exemption(*map(each.data.get, ("pk", "exempted", "place"))) for each in some])
    lines: list[tuple[Model, dict[str, Any]]] = [
        (members[each.data["pk"]], source(scope, each.number) | {"on": each.data["exempted"]}) for each in some
    ]
    record_each(by=by, verb="member.exempted", lines=lines, reason=scope.file_name)


def exemption(pk: int, on: str, place: int) -> tuple[Any, ...]:
    return pk, LifeEvent.Kind.EXEMPTED.value, on, place, "", "", "", ""


def set_facts(values: dict[int, Facts]) -> Set:
    members = Member.objects.select_for_update().order_by("pk").in_bulk(list(values))
    before = {pk: copy(member) for pk, member in members.items()}
    old: dict[int, Facts] = {}
    for pk, member in members.items():
        old[pk] = {name: plain(getattr(member, name)) for name in values[pk]}
        for name, value in as_days(values[pk]).items():
            setattr(member, name, value)
        member.set_keys()
    Member.objects.bulk_update(members.values(), [*FACTS, *KEYS], batch_size=200)
    return Set(before, members, old)


def record_corrections(
    done: Set, new: dict[int, Facts], rows: dict[int, dict[str, Any]], scope: Scope, by: User
) -> None:
    lines: list[tuple[Model, dict[str, Any]]] = [
        (member, {"changes": {name: [done.old[pk][name], value] for name, value in new[pk].items()}, **rows[pk]})
        for pk, member in done.after.items()
        if new[pk]
    ]
    record_each(by=by, verb="member.correct", lines=lines, reason=scope.file_name)


def as_days(facts: Facts) -> Facts:
    return {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in facts.items()}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

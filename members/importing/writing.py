"""Members written from a file in bulk: numbers drawn in the order of the rows, places, and what brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.models import User
from accounts.trail.record import record_each
from exchange.kinds import Change, Outcome, Written
from members.actions import next_number
from members.importing.stored import FACTS
from members.models import LifeEvent, Member, Membership
from members.numbers import code_of

BATCH = 1000
DRAWS = 5
DAYS = ("birth_date", "admitted_on", "official_on")
KEYS = ("sort_key", "search_key")
Facts = dict[str, Any]


def write(changes: Iterable[Change], by: User) -> Iterator[Written]:
    yield from _enter((each for each in changes if each.outcome == Outcome.NEW), by)
    yield from _correct((each for each in changes if each.outcome == Outcome.CHANGED), by)


def batches(changes: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(changes)
    while some := list(islice(rest, BATCH)):
        yield some


def as_days(facts: Facts) -> Facts:
    return {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in facts.items()}


def _enter(changes: Iterable[Change], by: User) -> Iterator[Written]:
    for some in batches(changes):
        members = _numbered([_member(each.data["facts"]) for each in some])
        pairs = list(zip(some, members, strict=True))
        Membership.objects.bulk_create(_stay(member, each.data) for each, member in pairs)
        LifeEvent.objects.bulk_create(_event(member, each.data) for each, member in pairs)
        lines = ((member, {"row": each.number}) for each, member in pairs)
        record_each(by=by, verb="member.brought_in", lines=lines)
        yield from (_written(each, member) for each, member in pairs)


def _member(facts: Facts) -> Member:
    member = Member(**as_days(facts))
    member.set_keys()
    return member


def _numbered(members: list[Member]) -> list[Member]:
    """Whoever enters members at the same moment draws the same numbers: the later of the two draws again."""
    for _draw in range(DRAWS - 1):
        try:
            return _drawn(members)
        except IntegrityError:
            if not Member.objects.filter(code__in=[member.code for member in members]).exists():
                raise
    return _drawn(members)


@transaction.atomic
def _drawn(members: list[Member]) -> list[Member]:
    for number, member in enumerate(members, start=next_number()):
        member.pk, member.code = None, code_of(number)
    return Member.objects.bulk_create(members)


def _stay(member: Member, data: dict[str, Any]) -> Membership:
    return Membership(member=member, organization_id=data["place"], since=date.fromisoformat(data["since"]))


def _event(member: Member, data: dict[str, Any]) -> LifeEvent:
    return LifeEvent(
        member=member,
        kind=data["entry"],
        happened_on=date.fromisoformat(data["decided"]),
        organization_id=data["place"],
        decision_number=data["decision"],
    )


def _written(change: Change, member: Member) -> Written:
    kept = {name: change.data[name] for name in ("place", "since", "facts")}
    return Written(change.number, f"{member.full_name} ({member.code})", {"pk": member.pk, **kept})


def _correct(changes: Iterable[Change], by: User) -> Iterator[Written]:
    for some in batches(changes):
        new = {each.data["pk"]: each.data["new"] for each in some}
        members, old = set_facts(new)
        record_corrections(members, old, new, by)
        for each in some:
            member = members[each.data["pk"]]
            label = f"{member.full_name} ({member.code})"
            yield Written(each.number, label, {"pk": member.pk, "old": old[member.pk], "new": new[member.pk]})


def set_facts(values: dict[int, Facts]) -> tuple[dict[int, Member], dict[int, Facts]]:
    """The members as they stand now, and what stood there before."""
    members = Member.objects.select_for_update().order_by("pk").in_bulk(list(values))
    old: dict[int, Facts] = {}
    for pk, member in members.items():
        old[pk] = {name: plain(getattr(member, name)) for name in values[pk]}
        for name, value in as_days(values[pk]).items():
            setattr(member, name, value)
        member.set_keys()
    Member.objects.bulk_update(members.values(), [*FACTS, *KEYS], batch_size=200)
    return members, old


def record_corrections(members: dict[int, Member], old: dict[int, Facts], new: dict[int, Facts], by: User) -> None:
    lines: list[tuple[Model, dict[str, Any]]] = [
        (member, {"changes": {name: [old[pk][name], value] for name, value in new[pk].items()}})
        for pk, member in members.items()
    ]
    record_each(by=by, verb="member.correct", lines=lines)


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

"""Members written from a file in bulk: numbers drawn in the order of the rows, places, and what brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from accounts.models import User
from accounts.trail.record import record_each, record_rows
from exchange.kinds import Change, Outcome, Written
from members.actions import next_number
from members.importing.stored import FACTS
from members.models import LifeEvent, Member, Membership, keys_of
from members.numbers import code_of
from stored.bulk import insert

BATCH = 2000
DRAWS = 5
DAYS = ("birth_date", "admitted_on", "official_on")
KEYS = ("sort_key", "search_key")
STAY = ("member", "organization", "since")
EVENT = ("member", "kind", "happened_on", "organization", "decision_number", "note")
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
        numbers = _numbered([each.data["facts"] for each in some])
        entered = [(pk, code, each) for (code, pk), each in zip(numbers, some, strict=True)]
        insert(Membership, STAY, ((pk, each.data["place"], each.data["since"]) for pk, _code, each in entered))
        insert(LifeEvent, EVENT, (_event(pk, each.data) for pk, _code, each in entered))
        record_rows(by=by, verb="member.brought_in", of=Member, rows=map(_line, entered))
        yield from (_written(*each) for each in entered)


def _numbered(facts: list[Facts]) -> list[tuple[str, int]]:
    """Whoever enters members at the same moment draws the same numbers: the later of the two draws again."""
    for draw in range(DRAWS):
        first = next_number()
        codes = [code_of(number) for number in range(first, first + len(facts))]
        try:
            return _drawn(codes, facts)
        except IntegrityError:
            if draw == DRAWS - 1 or not _within(codes).exists():
                raise
    raise AssertionError


@transaction.atomic
def _drawn(codes: list[str], facts: list[Facts]) -> list[tuple[str, int]]:
    """The number and the key of each, in order."""
    insert(Member, ("code", *KEYS, *FACTS), map(_facts, codes, facts))
    return list(_within(codes).order_by("code").values_list("code", "pk"))


def _within(codes: list[str]) -> QuerySet[Member]:
    return Member.objects.filter(code__range=(codes[0], codes[-1]))


def _facts(code: str, facts: Facts) -> tuple[Any, ...]:
    return code, *keys_of(facts["full_name"]), *(facts[name] for name in FACTS)


def _event(pk: int, data: dict[str, Any]) -> tuple[Any, ...]:
    return pk, data["entry"], data["decided"], data["place"], data["decision"], ""


def _line(entered: tuple[int, str, Change]) -> tuple[int, str, dict[str, Any]]:
    pk, _code, change = entered
    return pk, change.data["facts"]["full_name"], {"row": change.number}


def _written(pk: int, code: str, change: Change) -> Written:
    kept = {name: change.data[name] for name in ("place", "since", "facts")}
    return Written(change.number, f"{change.data['facts']['full_name']} ({code})", {"pk": pk, **kept})


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

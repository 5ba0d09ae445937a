"""Members written from a file in bulk: numbers drawn in the order of the rows, places, and what brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.trail.record import record_rows
from exchange.kinds import Change, Outcome, Scope, Written
from members.actions import next_number
from members.importing.correcting import EVENT, correct, exemption
from members.importing.stored import FACTS
from members.importing.telling import deed, moved, source, tell_moves
from members.models import LifeEvent, Member, Membership, keys_of
from members.numbers import code_of
from stored.bulk import insert

BATCH = 2000
DRAWS = 5
STAY = ("member", "organization", "since")
Facts = dict[str, Any]
Entered = tuple[int, str, Change]


def write(changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
    """In one go through the rows: each batch as it is full, what is left of both at the end."""
    waiting: dict[Outcome, list[Change]] = {outcome: [] for outcome in DEEDS}
    for each in changes:
        some = waiting[each.outcome]
        some.append(each)
        if len(some) == BATCH:
            waiting[each.outcome] = []
            yield from DEEDS[each.outcome](some, scope, by)
    for outcome, some in waiting.items():
        if some:
            yield from DEEDS[outcome](some, scope, by)


def batches(changes: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(changes)
    while some := list(islice(rest, BATCH)):
        yield some


def _enter(some: list[Change], scope: Scope, by: User) -> Iterator[Written]:
    numbers = _numbered([each.data["facts"] for each in some])
    entered = [(pk, code, each) for (code, pk), each in zip(numbers, some, strict=True)]
    insert(Membership, STAY, ((pk, each.data["place"], each.data["since"]) for pk, _code, each in entered))
    insert(LifeEvent, EVENT, (event for pk, _code, each in entered for event in _events(pk, each.data)))
    lines = (_line(each, scope) for each in entered)
    record_rows(by=by, verb="member.brought_in", of=Member, rows=lines, reason=scope.file_name)
    moves = (moved(pk, each.data, came=True) for pk, _code, each in entered)
    tell_moves(moves, deed(scope, some[0].number), by)
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
    insert(Member, ("code", "sort_key", "search_key", *FACTS), map(_facts, codes, facts))
    return list(_within(codes).order_by("code").values_list("code", "pk"))


def _within(codes: list[str]) -> QuerySet[Member]:
    return Member.objects.filter(code__range=(codes[0], codes[-1]))


_of_facts = itemgetter(*FACTS)


def _facts(code: str, facts: Facts) -> tuple[Any, ...]:
    return code, *keys_of(facts["full_name"]), *_of_facts(facts)


def _events(pk: int, data: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    if data["entry"]:
        yield pk, data["entry"], data["decided"], data["place"], data["decision"], ""
    if data["exempted"]:
        yield exemption(pk, data)


def _line(entered: Entered, scope: Scope) -> tuple[int, str, dict[str, Any]]:
    pk, _code, change = entered
    return pk, change.data["facts"]["full_name"], source(scope, change.number)


def _written(pk: int, code: str, change: Change) -> Written:
    kept = {name: change.data[name] for name in ("place", "since", "facts", "entry", "exempted")}
    return Written(change.number, f"{change.data['facts']['full_name']} ({code})", {"pk": pk, **kept})


DEEDS = {Outcome.NEW: _enter, Outcome.CHANGED: correct}

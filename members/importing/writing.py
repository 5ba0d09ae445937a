"""Members written from a file in bulk: numbers drawn in the order of the rows, places, and what brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.trail.record import record_rows
from exchange.kinds import Change, Outcome, Scope, Written
from members.deeds.entering import next_number
from members.importing.correcting import EVENT, correct, exemption
from members.importing.entry import Entry
from members.importing.stored import FACTS
from members.importing.telling import deed, moved, source, tell_moves
from members.models import LifeEvent, Member, Membership, keys_of
from members.numbers import code_of
from stored.bulk import insert

BATCH = 5000
DRAWS = 5
STAY = ("member", "organization", "since")


class Entered(NamedTuple):
    pk: int
    code: str
    row: Change
    entry: Entry


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
    entries = [Entry(*each.data) for each in some]
    drawn = zip(_numbered(entries), some, entries, strict=True)
    entered = [Entered(pk, code, row, entry) for (pk, code), row, entry in drawn]
    insert(Membership, STAY, ((pk, entry.place, entry.since) for pk, _code, _row, entry in entered))
    insert(LifeEvent, EVENT, (event for pk, _code, _row, entry in entered for event in _events(pk, entry)))
    lines = ((pk, entry.full_name, source(scope, row.number)) for pk, _code, row, entry in entered)
    record_rows(by=by, verb="member.brought_in", of=Member, rows=lines, reason=scope.file_name)
    moves = (moved(pk, entry, came=True) for pk, _code, _row, entry in entered)
    tell_moves(moves, deed(scope, some[0].number), by)
    yield from map(_written, entered)


def _numbered(entries: list[Entry]) -> list[tuple[int, str]]:
    """Whoever enters members at the same moment draws the same numbers: the later of the two draws again."""
    for draw in range(DRAWS):
        first = next_number()
        codes = [code_of(number) for number in range(first, first + len(entries))]
        try:
            return _drawn(codes, entries)
        except IntegrityError:
            if draw == DRAWS - 1 or not _within(codes).exists():
                raise
    raise AssertionError


@transaction.atomic
def _drawn(codes: list[str], entries: list[Entry]) -> list[tuple[int, str]]:
    """The key and the number of each, in order."""
    rows = ((code, *keys_of(entry.full_name), *entry[: len(FACTS)]) for code, entry in zip(codes, entries, strict=True))
    insert(Member, ("code", "sort_key", "search_key", *FACTS), rows)
    return list(zip(_within(codes).order_by("code").values_list("pk", flat=True), codes, strict=True))


def _within(codes: list[str]) -> QuerySet[Member]:
    return Member.objects.filter(code__range=(codes[0], codes[-1]))


def _events(pk: int, entry: Entry) -> Iterator[tuple[Any, ...]]:
    if entry.entry:
        yield pk, entry.entry, entry.decided, entry.place, entry.decision, "", "", ""
    if entry.exempted:
        yield exemption(pk, entry.exempted, entry.place)


def _written(entered: Entered) -> Written:
    pk, code, row, entry = entered
    return Written(row.number, f"{entry.full_name} ({code})", {"pk": pk, "entered": entry})


DEEDS = {Outcome.NEW: _enter, Outcome.CHANGED: correct}

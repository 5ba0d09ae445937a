"""The ledger of a scope and period: opening + came − left = closing, by line, full and probationary members apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from members.ledger.carried import carried
from members.ledger.flows import Flow, Period, Person, Told, flows, gaps, recognized
from members.ledger.lines import CAME, LEFT, Line
from ratings.ledger.events import belonging_then, told
from ratings.ledger.scope import DAY, GRASSROOTS_LENGTH, Scope

Rows = list[tuple[Any, ...]]
"""Member, organisation, day of recognition and path."""


@dataclass(frozen=True)
class Split:
    official: int = 0
    probationary: int = 0

    @property
    def total(self) -> int:
        return self.official + self.probationary


@dataclass(frozen=True)
class Ledger:
    period: Period
    lines: Mapping[Line, Split]

    def __getitem__(self, line: Line) -> Split:
        return self.lines.get(line, Split())

    def sum(self, lines: Iterable[Line]) -> Split:
        found = [self[line] for line in lines]
        return Split(sum(each.official for each in found), sum(each.probationary for each in found))

    @property
    def came(self) -> Split:
        return self.sum(CAME)

    @property
    def left(self) -> Split:
        return self.sum(LEFT)


def ledger_of(scope: Scope, period: Period) -> Ledger:
    lines = {Line.OPENING: _counted(scope, period.first - DAY), Line.CLOSING: _counted(scope, period.last)}
    found = flows_of(scope, period)
    counted = Counter((each.line, each.probationary) for each in found)
    lines |= {line: Split(counted[line, False], counted[line, True]) for line in {each.line for each in found}}
    return Ledger(period, lines)


def flows_of(scope: Scope, period: Period) -> list[Flow]:
    """Every person behind every line between the opening and the closing, and who was recognised there."""
    before, after = scope.belonging(period.first - DAY), scope.belonging(period.last)
    came, gone = _only(after, before), _only(before, after)
    events = _events(scope, period, came, gone)
    untold = gaps(people(came), people(gone), events)
    along = carried(untold, period) | _by_sector(came, gone, scope.turned(period), period)
    there = people(_rows(before.filter(member__official_on__range=(period.first, period.last))))
    found = list(flows(period, people(came), people(gone), events, along, there))
    official_on = {each.member: each.official_on for each in events}
    official_on |= {each.member: each.official_on for each in (*there, *people(came))}
    return [*found, *recognized(period, there, found, official_on)]


def _events(scope: Scope, period: Period, came: Rows, gone: Rows) -> list[Told]:
    events = list(told(scope, period))
    return belonging_then(scope, period, events, gaps(people(came), people(gone), events))


def people(rows: Rows) -> list[Person]:
    return [Person(*values) for *values, _path in rows]


def _by_sector(came: Rows, gone: Rows, turned: set[str], period: Period) -> dict[int, date]:
    """Whose grassroots organisation came to another sector: on the last day, as sectors are of that."""
    rows = [(member, path[:GRASSROOTS_LENGTH]) for member, *_values, path in (*came, *gone)]
    return {member: period.last for member, path in rows if path in turned}


def _only(here: QuerySet[Any], there: QuerySet[Any]) -> Rows:
    return _rows(here.filter(~Exists(there.filter(member=OuterRef("member")))))


def _rows(belonging: QuerySet[Any]) -> Rows:
    named = belonging.order_by().annotate(official_on=F("member__official_on"))
    return list(named.values_list("member_id", "organization_id", "official_on", "path"))


def _counted(scope: Scope, on: date) -> Split:
    official = Count("member", distinct=True, filter=Q(member__official_on__lte=on))
    sums = scope.belonging(on).order_by().aggregate(total=Count("member", distinct=True), official=official)
    return Split(sums["official"], sums["total"] - sums["official"])

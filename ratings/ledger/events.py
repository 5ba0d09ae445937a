"""The events of a period that bring people into a scope or out of it: of closed years as they were kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from members.days import LONGEST_TO_CEREMONY
from members.ledger.flows import Period, Told
from members.ledger.lines import BY_KIND, MOVES, Line, of_move
from members.models import LifeEvent, Membership
from organizations.models import stood_on, within
from ratings.ledger.scope import Inside, Scope
from ratings.models import YearEvent
from ratings.register import live, reading

ADMITTED = LifeEvent.Kind.ADMITTED


def told(scope: Scope, period: Period) -> Iterator[Told]:
    """An admission counts on the day of the ceremony, from which on the member belongs."""
    inside = scope.inside(period)
    found = reading.events(scope.fixed).filter(inside.condition).filter(_in(period))
    for rows in (_with_other_end(scope, found.kept, _stated_kept()), _with_other_end(scope, found.live, F("beyond"))):
        for kind, *values, other, beyond in rows:
            if _counts(kind, one := _told(scope, inside, kind, values, other, beyond)):
                yield one


def belonging_then(scope: Scope, period: Period, events: Sequence[Told], gaps: Mapping[int, int]) -> list[Told]:
    """Admissions count where the member belonged at the ceremony, though the decision was made before the cell went.

    Asked only of those with whom the events do not come out.
    """
    less = {member for member, number in gaps.items() if number < 0}
    decided_here = [each.member for each in events if each.line is Line.ADMITTED and each.member in less]
    went = set(decided_here) - _were_here(scope, decided_here)
    kept = [each for each in events if each.line is not Line.ADMITTED or each.member not in went]
    return [*kept, *_decided_elsewhere(scope, period, [member for member, number in gaps.items() if number > 0])]


def _were_here(scope: Scope, members: Collection[int]) -> set[int]:
    """On the day of their ceremony."""
    begun = Membership.objects.filter(member__in=members, since=F("member__admitted_on"))
    placed: QuerySet[Any] = begun.filter(stood_on(F("since"))).annotate(path=F("organization__places__path"))
    return set(placed.filter(within(scope.organization, "path")).values_list("member", flat=True))


def _decided_elsewhere(scope: Scope, period: Period, members: Collection[int]) -> Iterator[Told]:
    days = (period.first, period.last)
    found = reading.events(scope.fixed).filter(kind=ADMITTED, member__in=members, member__admitted_on__range=days)
    names = ("member_id", "organization_id", "member__admitted_on", "member__official_on")
    for rows in (found.kept, found.live):
        yield from (Told(Line.ADMITTED, *values) for values in rows.order_by().values_list(*names))


def _counts(kind: str, told: Told) -> bool:
    """A move inside is told at both ends, and is one."""
    return told.line is not Line.WITHIN or kind == LifeEvent.Kind.TRANSFERRED_IN


def _in(period: Period) -> Q:
    days = (period.first, period.last)
    decided = (period.first - LONGEST_TO_CEREMONY, period.last)
    admitted = Q(kind=ADMITTED, member__admitted_on__range=days, happened_on__range=decided)
    return admitted | Q(kind__in={*BY_KIND, *MOVES} - {ADMITTED}, happened_on__range=days)


def _told(scope: Scope, inside: Inside, kind: str, values: list[Any], other: str, beyond: str) -> Told:
    member, organization, happened_on, admitted_on, official_on = values
    line = BY_KIND.get(LifeEvent.Kind(kind)) or of_move(kind, other, beyond, inside.paths, scope.roots)
    return Told(line, member, organization, admitted_on if kind == ADMITTED else happened_on, official_on)


def _with_other_end(scope: Scope, rows: QuerySet[Any], beyond: Any) -> QuerySet[Any, Any]:
    """`other`: where the other end of a move stood, or nothing where that is not in the register."""
    kept = YearEvent.objects.filter(rating_year__in=scope.fixed).current()
    ends: tuple[QuerySet[Any], ...] = (kept, live.all_events())
    sides = [Subquery(side.filter(_other_end()).order_by().values("path")[:1]) for side in ends]
    found = rows.annotate(other=Coalesce(*sides, Value("")), stated=beyond).order_by()
    return found.values_list(
        "kind",
        "member_id",
        "organization_id",
        "happened_on",
        "member__admitted_on",
        "member__official_on",
        "other",
        "stated",
    )


def _other_end() -> Q:
    return Q(kind__in=MOVES, member=OuterRef("member"), happened_on=OuterRef("happened_on")) & ~Q(kind=OuterRef("kind"))


def _stated_kept() -> Coalesce:
    """An edition knows not where to: the register tells, as long as it has the event."""
    registered = LifeEvent.objects.filter(pk=OuterRef("source")).values("beyond")
    return Coalesce(Subquery(registered[:1]), Value(""), output_field=CharField())

"""Who is exempt, suspended or temporarily elsewhere on a day, and until when a probation was made longer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from members.models import LifeEvent

Kind = LifeEvent.Kind
InForce = dict[int, LifeEvent]
"""By the key of the member."""


class Span(NamedTuple):
    begin: tuple[LifeEvent.Kind, ...]
    end: tuple[LifeEvent.Kind, ...]

    @property
    def kinds(self) -> tuple[LifeEvent.Kind, ...]:
        return self.begin + self.end


# Whoever left the Party, or came again after having left, has neither. Who moves takes an exemption along.
LEFT_OR_ANEW = (Kind.REMOVED, Kind.RESIGNED, Kind.EXPELLED, Kind.DIED, Kind.RETURNED, Kind.RESTORED)
REST = Span((Kind.EXEMPTED, Kind.SUSPENDED), (Kind.RESUMED, *LEFT_OR_ANEW))
# With a host, inside or outside, while the own cell stays responsible.
AWAY = Span((Kind.TEMPORARY,), (Kind.CAME_BACK, Kind.TRANSFERRED_OUT, *LEFT_OR_ANEW))


def resting(members: Collection[int], day: date) -> InForce:
    return in_force(_events(members, day, REST), day, REST)


def away(members: Collection[int], day: date) -> InForce:
    return in_force(_events(members, day, AWAY), day, AWAY)


def resting_and_away(members: Collection[int], day: date) -> tuple[InForce, InForce]:
    events = _events(members, day, REST, AWAY)
    return in_force(events, day, REST), in_force(events, day, AWAY)


def longer_probation(member: int, day: date) -> date | None:
    events = LifeEvent.objects.filter(member=member, kind=Kind.EXTENDED, happened_on__lte=day)
    return max((each.until for each in events if each.until), default=None)


def _events(members: Collection[int], day: date, *spans: Span) -> list[LifeEvent]:
    kinds = {kind for span in spans for kind in span.kinds}
    events = LifeEvent.objects.filter(member__in=members, kind__in=kinds, happened_on__lte=day)
    return list(events.select_related("host").order_by("happened_on", "pk"))


def in_force(events: Iterable[LifeEvent], day: date, span: Span) -> InForce:
    """Of events in their order: the latest that began and whose last day, if it has one, has not passed."""
    latest: InForce = {}
    for event in events:
        if event.kind in span.end:
            latest.pop(event.member_id, None)
        elif event.kind in span.begin and (event.until is None or event.until >= day):
            latest[event.member_id] = event
    return latest

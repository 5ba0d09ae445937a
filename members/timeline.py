"""A member's Party life on one axis: places and events of ours, and what floors above tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext

from members.lives import Told
from members.models import LifeEvent
from members.seen import Seen
from ui.charts.timeline import Lane, Mark, Span, Timeline

Kind = LifeEvent.Kind
_GRAVE = (Kind.EXPELLED, Kind.REMOVED, Kind.SUSPENDED, Kind.NOT_RECOGNIZED)
# The spans say it: who moved stands elsewhere from that day on.
_BY_SPANS = (Kind.TRANSFERRED_OUT, Kind.TRANSFERRED_IN)


def timeline(seen: Seen, told: Iterable[Told], today: date) -> Timeline:
    lanes = [lane for each in told for lane in each.lanes]
    title = gettext("Party life of %(name)s") % {"name": seen.member.full_name}
    return Timeline(title, (_places(seen), *lanes, _events(seen)), min(seen.on, today))


def _places(seen: Seen) -> Lane:
    spans = (
        Span(
            stay.since,
            stay.until if stay.until and stay.until <= seen.on else None,
            stay.organization.name,
            href=stay.organization.get_absolute_url(),
        )
        for stay in seen.stays
    )
    return Lane(gettext("Active at"), tuple(spans))


def _events(seen: Seen) -> Lane:
    marks = [
        Mark(event.happened_on, str(event.get_kind_display()), event.kind in _GRAVE)
        for event in seen.events
        if event.kind not in _BY_SPANS
    ]
    kinds = {event.kind for event in seen.events}
    if Kind.ADMITTED not in kinds:
        marks.append(Mark(seen.member.admitted_on, str(Kind.ADMITTED.label)))
    if Kind.RECOGNIZED not in kinds and seen.official_on:
        marks.append(Mark(seen.official_on, str(Kind.RECOGNIZED.label)))
    return Lane(gettext("Events"), marks=tuple(marks))

"""The memberships and events of two records as those of one, and apart again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core import serializers
from django.utils.translation import gettext

from members.life import settling
from members.models import LifeEvent, Member, Membership
from members.persons.uniting import Apart, Stay, United, united
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused

Kind = LifeEvent.Kind
# Somebody is admitted, and recognised, once; two records of one person say it twice.
ONCE = (Kind.ADMITTED, Kind.RECOGNIZED)


class Plan(NamedTuple):
    """`returned`: stays that the register found without knowing how they began, after others: the member came back."""

    united: United
    aside: tuple[LifeEvent, ...]
    returned: tuple[Stay, ...]
    sentences: tuple[str, ...]


def plan(stayed: Member, gone: Member) -> Plan:
    """What will become of both; refused where they contradict each other."""
    try:
        found = united([*_stays(stayed, mine=True), *_stays(gone, mine=False)])
    except Apart as apart:
        raise Refused(_contradiction(apart)) from apart
    aside = tuple(_twice(stayed, gone, found))
    returned = tuple(_returned(stayed, gone, found))
    return Plan(found, aside, returned, tuple(_said(found, aside, returned, _ended(stayed, gone, found))))


def _ended(stayed: Member, gone: Member, found: United) -> set[Stay]:
    """Left open on one record, ended on the other."""
    left_open = {each.number for each in _before(stayed, gone) if each.until is None}
    moved = {before for before, _after in found.moves}
    return {each for each in found.stays if each.number in left_open and each.until and each not in moved}


def _returned(stayed: Member, gone: Member, found: United) -> Iterator[Stay]:
    firsts = {(first.organization, first.since) for first in settling.firsts([stayed.pk, gone.pk]).values() if first}
    moved = {after for _before, after in found.moves}
    for stay in found.stays[1:]:
        if (stay.place, stay.since) in firsts and stay not in moved:
            yield stay


def _stays(member: Member, *, mine: bool) -> Iterator[Stay]:
    rows = member.memberships.order_by("since", "pk").values_list("pk", "organization", "since", "until")
    return (Stay(*row, mine=mine) for row in rows)


def _contradiction(apart: Apart) -> str:
    names = dict(Organization.objects.filter(pk__in=(apart.one.place, apart.other.place)).values_list("pk", "name"))
    sentence = gettext(
        "On %(day)s one record belongs to %(one)s, the other to %(other)s. Correct or take back one of the two first."
    )
    day = max(apart.one.since, apart.other.since)
    return sentence % {"day": written(day), "one": names[apart.one.place], "other": names[apart.other.place]}


def _twice(stayed: Member, gone: Member, found: United) -> Iterator[LifeEvent]:
    """Events that would be told twice, or that began or ended a stay which another one covers."""
    mine, theirs = list(stayed.events.all()), list(gone.events.all())
    known = {(each.kind, each.happened_on) for each in mine}
    once = {each.kind for each in mine if each.kind in ONCE}
    lost = _ends(_before(stayed, gone)) - _ends(found.stays)
    for each in theirs:
        if (each.kind, each.happened_on) in known or each.kind in once or _made(each) in lost:
            yield each
    yield from (each for each in mine if _made(each) in lost)


def _before(*members: Member) -> Iterator[Stay]:
    for member in members:
        yield from _stays(member, mine=True)


def _ends(stays: Iterable[Stay]) -> set[tuple[int, date, bool]]:
    """Where and when somebody came, and where and when they left."""
    kept = list(stays)
    return {(each.place, each.since, True) for each in kept} | {
        (each.place, each.until, False) for each in kept if each.until
    }


def _made(event: LifeEvent) -> tuple[int, date, bool] | None:
    """The end of a stay that the event made; an admission is no longer the first day, but it was."""
    if event.kind in Kind.endings():
        return event.organization_id, event.happened_on, False
    if event.kind in Kind.entries() and event.kind != Kind.ADMITTED:
        return event.organization_id, event.happened_on, True
    return None


def _said(
    found: United, aside: Sequence[LifeEvent], returned: Sequence[Stay], ended: Collection[Stay]
) -> Iterator[str]:
    places = {each.place for pair in found.moves for each in pair} | {each.place for each in (*returned, *ended)}
    names = dict(Organization.objects.filter(pk__in=places).values_list("pk", "name"))
    for before, after in found.moves:
        sentence = gettext("A move from %(one)s to %(other)s on %(day)s is entered.")
        yield sentence % {"one": names[before.place], "other": names[after.place], "day": written(after.since)}
    for stay in returned:
        sentence = gettext("A return to %(name)s on %(day)s is entered.")
        yield sentence % {"name": names[stay.place], "day": written(stay.since)}
    for stay in ended:
        sentence = gettext("The membership at %(name)s ends on %(day)s, as the other record says.")
        yield sentence % {"name": names[stay.place], "day": written(stay.until or stay.since)}
    for event in aside:
        sentence = gettext("Told twice, and kept once: %(event)s, %(day)s, number %(code)s.")
        day = written(event.happened_on)
        yield sentence % {"event": event.get_kind_display(), "day": day, "code": event.member.code}


def as_they_are(*members: Member) -> str:
    rows: list[Any] = []
    for model in (Membership, LifeEvent):
        rows += model.objects.filter(member__in=members).order_by("pk")
    return serializers.serialize("json", rows)


def join(stayed: Member, gone: Member, planned: Plan) -> None:
    """What is written is what the events then say (members.life)."""
    firsts = settling.firsts([stayed.pk, gone.pk]).values()
    first = min(filter(None, firsts), key=lambda each: each.since, default=None)
    begun = planned.united.stays[0]
    if first and (first.organization, first.since) != (begun.place, begun.since):
        first = None
    Membership.objects.filter(pk__in=[each.number for each in planned.united.aside]).delete()
    LifeEvent.objects.filter(pk__in=[each.pk for each in planned.aside]).delete()
    # Ends first: nobody may belong to two places, not even for a moment.
    rows = Membership.objects.in_bulk([each.number for each in planned.united.stays])
    for stay in sorted(planned.united.stays, key=lambda each: each.until is None):
        row = rows[stay.number]
        row.member, row.since, row.until = stayed, stay.since, stay.until
        row.save(update_fields=["member", "since", "until"])
    LifeEvent.objects.filter(member=gone).update(member=stayed)
    for before, after in planned.united.moves:
        _tell_of_move(stayed, before, after)
    for stay in planned.returned:
        told = {"organization_id": stay.place, "happened_on": stay.since}
        LifeEvent.objects.create(member=stayed, kind=Kind.RETURNED, **told)
    settling.settle_each([stayed.pk], {stayed.pk: first})


def _tell_of_move(member: Member, before: Stay, after: Stay) -> None:
    """The arrival that stands there is that of the move."""
    arrivals = LifeEvent.objects.filter(member=member, organization=after.place, happened_on=after.since)
    arrival = arrivals.filter(kind__in=(Kind.TRANSFERRED_IN, Kind.RETURNED)).first()
    number = arrival.decision_number if arrival else ""
    told = {"member": member, "happened_on": after.since, "decision_number": number}
    departure = LifeEvent.objects.create(kind=Kind.TRANSFERRED_OUT, organization_id=before.place, **told)
    if arrival is None:
        arrival = LifeEvent(organization_id=after.place, **told)
    arrival.kind, arrival.counterpart, arrival.beyond, arrival.elsewhere = Kind.TRANSFERRED_IN, departure, "", ""
    arrival.save()


def part(stayed: Member, gone: Member, before: str) -> None:
    """As both were."""
    for model in (LifeEvent, Membership):
        model.objects.filter(member__in=(stayed, gone)).delete()
    for each in _departures_first(serializers.deserialize("json", before)):
        each.save()


def _departures_first(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda each: getattr(each.object, "counterpart_id", None) is not None)


def moves(stayed: Member, planned: Plan) -> Iterator[tuple[Organization, Organization, date]]:
    places = Organization.objects.in_bulk({each.place for pair in planned.united.moves for each in pair})
    for before, after in planned.united.moves:
        yield places[before.place], places[after.place], after.since

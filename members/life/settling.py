"""Memberships made to say what follows from the events: what differs is written, rows that hold stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from members.life.reading import Life, lives, ways_of
from members.life.stays import Impossible, Stay, Way
from members.life.telling import told
from members.models import LifeEvent, Member, Membership
from organizations.holding import need_founded
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused

Kind = LifeEvent.Kind
Firsts = Mapping[int, Stay | None]


def firsts(members: Iterable[int]) -> dict[int, Stay | None]:
    """Where the register found each, if no event says how they came: to be asked before an event is altered or goes."""
    return {pk: life.first for pk, life in lives(members).items()}


def settle(member: Member) -> None:
    """After events were added."""
    settle_each([member.pk])
    if not member.memberships.exists():
        sentence = gettext(
            "Then the member would never have belonged here. Choose a later day, or revoke what came first."
        )
        raise Refused(sentence)


def settle_each(members: Collection[int], known: Firsts | None = None, *, checked: bool = True) -> None:
    """In the transaction of what was done, which holds the tree. Raises Refused.

    `known`: where an event was altered or went, what `firsts` said before.
    Not `checked`: while a reorganisation is taken back, the tree is not yet what it was.
    """
    found = lives(members)
    begun = {pk: (known or {}).get(pk, life.first) for pk, life in found.items()}
    ways = ways_of(found.values(), begun.values())
    worked_out = {pk: _worked_out(life, begun[pk], ways) for pk, life in found.items()}
    changed = {pk: stays for pk, stays in worked_out.items() if stays != found[pk].stays}
    if checked:
        for pk, stays in changed.items():
            _need_known_part(found[pk], stays, ways)
        _need_standing([stay for pk, stays in changed.items() for stay in stays if stay not in found[pk].stays])
    _write(changed)
    _follow({pk: found[pk].stays for pk in changed}, changed)


def _worked_out(life: Life, first: Stay | None, ways: Iterable[Way]) -> list[Stay]:
    try:
        return life.worked_out(first, ways)
    except Impossible as impossible:
        raise Refused(told(life, impossible)) from impossible


def _need_known_part(life: Life, stays: Iterable[Stay], ways: Iterable[Way]) -> None:
    """Who is said later to have been in a cell when it was divided: nobody chose where they went."""
    for way in ways:
        if way.part is None or way.takes(life.member.pk):
            continue
        if _was_there(stays, way) and not _was_there(life.stays, way):
            source = Organization.objects.get(pk=way.source)
            sentence = gettext(
                "%(name)s was divided on %(day)s, and nobody said where %(member)s went then. Write a day from then on."
            )
            words = {"name": source.name, "day": written(way.on), "member": str(life.member)}
            raise Refused(sentence % words)


def _was_there(stays: Iterable[Stay], way: Way) -> bool:
    return any(
        stay.organization == way.source and stay.since < way.on and (stay.until is None or stay.until > way.on)
        for stay in stays
    )


def _need_standing(stays: Iterable[Stay]) -> None:
    asked = list(stays)
    places = Organization.objects.in_bulk({stay.organization for stay in asked})
    for stay in asked:
        place = places[stay.organization]
        need_founded(place, stay.since)
        if place.closed_on and (stay.until is None or stay.until > place.closed_on):
            sentence = gettext("%(name)s ended on %(day)s, and the member would still belong there. Look at both days.")
            raise Refused(sentence % {"name": place.name, "day": written(place.closed_on)})


def _write(changed: Mapping[int, list[Stay]]) -> None:
    """What goes and what ends first: nobody belongs to two at any moment."""
    rows: defaultdict[int, list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(member__in=list(changed)).select_for_update().order_by("since", "pk"):
        rows[row.member_id].append(row)
    gone: list[int] = []
    altered: list[Membership] = []
    made: list[Membership] = []
    for pk, stays in changed.items():
        matched = _matched(rows[pk], stays)
        gone += [row.pk for row in rows[pk] if row not in matched]
        for stay, kept in zip(stays, matched, strict=True):
            if kept is None:
                made.append(Membership(member_id=pk, **_values(stay)))
            elif Stay(kept.organization_id, kept.since, kept.until) != stay:
                for name, value in _values(stay).items():
                    setattr(kept, name, value)
                altered.append(kept)
    Membership.objects.filter(pk__in=gone).delete()
    for some in ([row for row in altered if row.until], [row for row in altered if not row.until]):
        Membership.objects.bulk_update(some, ["organization", "since", "until"], batch_size=500)
    Membership.objects.bulk_create(made, batch_size=500)


def _values(stay: Stay) -> dict[str, int | date | None]:
    return {"organization_id": stay.organization, "since": stay.since, "until": stay.until}


def _matched(rows: Iterable[Membership], stays: Iterable[Stay]) -> list[Membership | None]:
    """For each stay the row that goes on telling of it: of that place and day, else of that day, else of that place."""
    left = list(rows)
    wanted = list(stays)
    found: list[Membership | None] = [None] * len(wanted)
    for names in (("organization_id", "since"), ("since",), ("organization_id",)):
        for at, stay in enumerate(wanted):
            values = _values(stay)
            if found[at] is None:
                same = (row for row in left if all(getattr(row, name) == values[name] for name in names))
                kept = next(same, None)
                if kept is not None:
                    found[at] = kept
                    left.remove(kept)
    return found


def _follow(before: Mapping[int, list[Stay]], after: Mapping[int, list[Stay]]) -> None:
    """What happened to a member where they belonged is told of where they belong by now."""
    others = LifeEvent.objects.filter(member__in=list(after)).exclude(kind__in=[*Kind.entries(), *Kind.endings()])
    moved = []
    for event in others.order_by("pk"):
        was, now = (_place(stays[event.member_id], event.happened_on) for stays in (before, after))
        if was == event.organization_id and now not in (None, was):
            event.organization_id = now
            moved.append(event)
    LifeEvent.objects.bulk_update(moved, ["organization"], batch_size=500)


def _place(stays: Iterable[Stay], day: date) -> int | None:
    return next((stay.organization for stay in stays if stay.covers(day)), None)

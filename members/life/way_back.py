"""A reorganisation that carried members is taken back: they belong where they would without it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from members.life.reading import Life, lives, ways_of
from members.life.settling import settle_each
from members.life.stays import Impossible, Stay
from members.models import LifeEvent, Membership
from organizations.deeds.keepers import set_each
from organizations.models import Reorganization

Kept = Mapping[str, Any]


def is_open(reorganization: Reorganization, kept: Kept) -> bool:
    """Whether all belong where the deed left them or what is told since led them, and could without it."""
    found = lives(_concerned(kept))
    firsts = {pk: life.first for pk, life in found.items()}
    ways = ways_of(found.values(), firsts.values())
    if any(_worked_out(life, firsts[pk], ways) != life.stays for pk, life in found.items()):
        return False
    others = [way for way in ways if way.deed != reorganization.pk]
    back = _events_back(kept)
    for life in found.values():
        for event in life.events:
            for told in (event, event.counterpart):
                if told is not None:
                    told.organization_id = back.get(told.pk, told.organization_id)
    begun = _firsts(found, kept)
    return all(_worked_out(life, begun[pk], others) is not None for pk, life in found.items())


def _worked_out(life: Life, first: Stay | None, ways: Any) -> list[Stay] | None:
    try:
        return life.worked_out(first, ways)
    except Impossible:
        return None


def go(kept: Kept) -> None:
    """The reorganisation is marked as taken back, the tree not yet settled."""
    set_each(LifeEvent, "organization_id", _events_back(kept))
    members = _concerned(kept)
    settle_each(members, _firsts(lives(members), kept), checked=False)


def _concerned(kept: Kept) -> list[int]:
    """Who went along, and who would have, had it been known when the deed was done."""
    whole = [source for source, _target, part in kept["ways"] if part is None]
    since = Q(member__in=kept["along"]) | Q(organization__in=whole, until=kept["on"])
    return sorted(set(Membership.objects.filter(since).values_list("member", flat=True)))


def _events_back(kept: Kept) -> dict[int, int]:
    """What is no longer told of a successor was put right since."""
    targets = {(source, target) for source, target, _part in kept["ways"]}
    before = dict(kept["events"])
    now = LifeEvent.objects.filter(pk__in=before).values_list("pk", "organization")
    return {pk: before[pk] for pk, place in now if (before[pk], place) in targets}


def _firsts(found: Mapping[int, Life], kept: Kept) -> dict[int, Stay | None]:
    """Whom the register found only after the day of the deed, it had found at the source."""
    turned = {(member, date.fromisoformat(since)): source for member, since, source in kept["turned"]}
    firsts = {}
    for pk, life in found.items():
        first = life.first
        if first and (source := turned.get((pk, first.since))):
            first = first._replace(organization=source)
        firsts[pk] = first
    return firsts

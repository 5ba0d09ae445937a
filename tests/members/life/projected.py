"""Whether the memberships that are written are those that follow from what is told."""

from __future__ import annotations

from members.life.reading import Life, lives, ways_of
from members.life.stays import Stay
from members.models import Member


def differing() -> list[tuple[Life, list[Stay]]]:
    found = lives(Member.objects.values_list("pk", flat=True))
    firsts = {pk: life.first for pk, life in found.items()}
    ways = ways_of(found.values(), firsts.values())
    worked_out = {pk: life.worked_out(firsts[pk], ways) for pk, life in found.items()}
    return [(life, worked_out[pk]) for pk, life in found.items() if worked_out[pk] != life.stays]

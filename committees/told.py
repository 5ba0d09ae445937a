"""Offices in words, as a case or a paper names the person."""

from __future__ import annotations

from datetime import date

from committees.models import Office
from members.models import Member

ROOM = 120


def position_on(member: Member, on: date) -> str:
    """The offices held on the day, else the position in the file; as long as a case has room for."""
    held = Office.objects.on(on).filter(member=member).select_related("committee__organization").in_order()
    named = [f"{each.get_kind_display()} {each.committee.organization.name}" for each in held]
    return _joined(named) if named else member.position


def _joined(named: list[str]) -> str:
    kept = named[0][:ROOM]
    for each in named[1:]:
        if len(kept) + 2 + len(each) <= ROOM:
            kept = f"{kept}, {each}"
    return kept

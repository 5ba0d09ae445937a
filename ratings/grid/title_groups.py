"""Which group of titles a member is likely in, from offices and the position in the file: a guess, no verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from committees.leading import committee_members
from members.models import Member
from members.offices import leading
from organizations.models import Organization
from ratings.grounds import TitleGroup
from ratings.roster import Participant, day_of
from ratings.sheets.entry import Entry, blank, key_of
from ui.vietnamese import fold

_OUTSIDE = (
    "huu tri",
    "nghi huu",
    "ve huu",
    "sinh vien",
    "hoc sinh",
    "hoc vien",
    "tu nhan",
    "tu do",
    "noi tro",
    "nong dan",
)
_LEADS = ("truong ", "pho ", "giam doc", "chu tich", "bi thu", "thuong vu", "chanh ", "tong bien tap", "thu truong")


def likely(member: Member, leads: bool | None = None) -> TitleGroup:
    """`leads`: whether the member sits in a committee, where offices say so; else the position is read for it."""
    parts = [part.strip() for part in fold(member.position).replace(";", ",").split(",")]
    if leads is not None:
        parts = [part for part in parts if not _is_party_office(part)]
    if any(word in part for word in _OUTSIDE for part in parts):
        return TitleGroup.OUTSIDE
    manages = any(part.startswith(word) for part in parts for word in _LEADS)
    return TitleGroup.LEADER if leads or manages or any(map(_is_party_office, parts)) else TitleGroup.STAFF


def likely_on(member: Member, year: int) -> TitleGroup:
    """By the offices held on the day of that year's sheets."""
    return likely(member, leading_in([member.pk], year).get(member.pk))


def leading_in(members: Collection[int], year: int) -> dict[int, bool]:
    return committee_members(members, day_of(year))


def _is_party_office(position: str) -> bool:
    return any(leading(position, kind) for kind in Organization.Kind)


def filled(participants: Sequence[Participant], stored: Entry, year: int) -> Entry:
    """The rows whose group is still empty, with the likely one."""
    rows = {key_of(each.member.pk): each.member for each in participants if not each.left}
    leads = leading_in([member.pk for member in rows.values()], year)
    return {
        key: {**(stored.get(key) or blank(key)), "title_group": likely(member, leads.get(member.pk)).value}
        for key, member in rows.items()
        if not (stored.get(key) or blank(key))["title_group"]
    }

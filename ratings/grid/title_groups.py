"""Which group of titles a member is likely in, from the position in the file: a guess to start from, no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from members.models import Member
from members.offices import leading
from organizations.models import Organization
from ratings.grounds import TitleGroup
from ratings.roster import Participant
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


def likely(member: Member) -> TitleGroup:
    said = fold(member.position)
    if any(word in said for word in _OUTSIDE):
        return TitleGroup.OUTSIDE
    parts = [part.strip() for part in said.replace(";", ",").split(",")]
    leads = any(part.startswith(word) for part in parts for word in _LEADS)
    return TitleGroup.LEADER if leads or _leads_here(member) else TitleGroup.STAFF


def _leads_here(member: Member) -> bool:
    return any(leading(member.position, kind) for kind in Organization.Kind)


def filled(participants: Sequence[Participant], stored: Entry) -> Entry:
    """The rows whose group is still empty, with the likely one."""
    rows = {key_of(each.member.pk): each.member for each in participants if not each.left}
    return {
        key: {**(stored.get(key) or blank(key)), "title_group": likely(member).value}
        for key, member in rows.items()
        if not (stored.get(key) or blank(key))["title_group"]
    }

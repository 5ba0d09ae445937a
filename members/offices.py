"""Who leads which collective, as read from the position that is written in a member's file."""

from __future__ import annotations

from enum import StrEnum

from organizations.models import Organization
from ui.vietnamese import fold


class Leading(StrEnum):
    HEAD = "head"
    MEMBER = "member"


_COMMITTEES = ("dang uy", "dang bo")
_OTHERS = ("doan", "kiem tra")


def leading(position: str, kind: str) -> Leading | None:
    """What the person is in the leadership of an organisation of this kind; several positions stand apart by commas."""
    roles = {_leading(part, kind) for part in fold(position).replace(";", ",").split(",")}
    return next((role for role in Leading if role in roles), None)


def _leading(position: str, kind: str) -> Leading | None:
    """A secretary is of the cell unless a committee is named; "Bí thư Đoàn" is of the youth union, and the
    inspection commission is not the leadership."""
    if any(word in position for word in _OTHERS) or not _is_of(position, kind):
        return None
    if "bi thu" in position and "pho bi thu" not in position:
        return Leading.HEAD
    return Leading.MEMBER if any(word in position for word in ("pho bi thu", "uy vien")) else None


def _is_of(position: str, kind: str) -> bool:
    if kind in Organization.Kind.cells():
        return not any(word in position for word in (*_COMMITTEES, "thuong vu", "chap hanh"))
    if not any(word in position for word in _COMMITTEES) or "khoi" in position:
        return False
    return ("bo phan" in position) is (kind == Organization.Kind.SECTION)

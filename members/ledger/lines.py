"""The lines of form 1 of the statistics of the Party ("Biểu 1"): who was there, came, left and is there."""

from __future__ import annotations

from enum import StrEnum

from members.models import LifeEvent

Kind = LifeEvent.Kind


class Line(StrEnum):
    OPENING = "opening"
    ADMITTED = "admitted"
    FROM_ROOT = "from_root"
    FROM_PROVINCE = "from_province"
    FROM_ELSEWHERE = "from_elsewhere"
    FROM_UNSTATED = "from_unstated"
    RETURNED = "returned"
    RESTORED = "restored"
    CAME_ALONG = "came_along"
    CAME_UNEXPLAINED = "came_unexplained"
    DIED = "died"
    EXPELLED = "expelled"
    REMOVED = "removed"
    RESIGNED = "resigned"
    TO_ROOT = "to_root"
    TO_PROVINCE = "to_province"
    TO_ELSEWHERE = "to_elsewhere"
    TO_UNSTATED = "to_unstated"
    WENT_ALONG = "went_along"
    WENT_UNEXPLAINED = "went_unexplained"
    CLOSING = "closing"
    RECOGNIZED = "recognized"
    WITHIN = "within"


CAME = (
    Line.ADMITTED,
    Line.FROM_ROOT,
    Line.FROM_PROVINCE,
    Line.FROM_ELSEWHERE,
    Line.FROM_UNSTATED,
    Line.RETURNED,
    Line.RESTORED,
    Line.CAME_ALONG,
    Line.CAME_UNEXPLAINED,
)
LEFT = (
    Line.DIED,
    Line.EXPELLED,
    Line.REMOVED,
    Line.RESIGNED,
    Line.TO_ROOT,
    Line.TO_PROVINCE,
    Line.TO_ELSEWHERE,
    Line.TO_UNSTATED,
    Line.WENT_ALONG,
    Line.WENT_UNEXPLAINED,
)
MOVES = (Kind.TRANSFERRED_IN, Kind.TRANSFERRED_OUT)
BY_KIND = {
    Kind.ADMITTED: Line.ADMITTED,
    Kind.RETURNED: Line.RETURNED,
    Kind.RESTORED: Line.RESTORED,
    Kind.DIED: Line.DIED,
    Kind.EXPELLED: Line.EXPELLED,
    Kind.REMOVED: Line.REMOVED,
    Kind.RESIGNED: Line.RESIGNED,
}
OUTSIDE = {
    LifeEvent.Beyond.PROVINCE: (Line.FROM_PROVINCE, Line.TO_PROVINCE),
    LifeEvent.Beyond.ELSEWHERE: (Line.FROM_ELSEWHERE, Line.TO_ELSEWHERE),
    "": (Line.FROM_UNSTATED, Line.TO_UNSTATED),
}


def of_move(kind: str, other: str, beyond: str, inside: tuple[str, ...], roots: tuple[str, ...]) -> Line:
    """Of an arrival or a departure; `other`: the path of the end in the register, if it has one there."""
    side = MOVES.index(Kind(kind))
    if not other:
        return OUTSIDE[beyond][side]
    if other.startswith(inside):
        return Line.WITHIN
    if other.startswith(roots):
        return (Line.FROM_ROOT, Line.TO_ROOT)[side]
    return (Line.FROM_PROVINCE, Line.TO_PROVINCE)[side]

"""A member comes, goes or changes place: floors above say what follows, before it is done and in its transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.dispatch import Signal

from members.models import Member
from organizations.models import Organization


@dataclass(frozen=True)
class Move:
    """`source` is None for who comes onto the list, `target` for who leaves it."""

    member: Member
    source: Organization | None
    target: Organization | None
    on: date


# Sent in the transaction of the deed: `move`, `event` (the line of the trail) and `by`.
moved = Signal()
_asked: list[Callable[[Move], list[str]]] = []


def ask_before(foresee: Callable[[Move], list[str]]) -> None:
    """Each app that has something to say names it once, when it starts."""
    if foresee not in _asked:
        _asked.append(foresee)


def foreseen(move: Move) -> list[str]:
    return [sentence for foresee in _asked for sentence in foresee(move)]

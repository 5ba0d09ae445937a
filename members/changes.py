"""What changes in the register: floors above say what follows, before it is done and in its transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.dispatch import Signal

from members.models import Member
from organizations.models import Organization


@dataclass(frozen=True)
class Change:
    """Each kind is a class of its own; floors between members and those who listen may add theirs."""


@dataclass(frozen=True)
class Move(Change):
    """`source` is None for who comes onto the list, `target` for who leaves it."""

    member: Member
    source: Organization | None
    target: Organization | None
    on: date


@dataclass(frozen=True)
class Correction(Change):
    """The member's facts as they were and as they are to be."""

    before: Member
    after: Member


class Moved(NamedTuple):
    """Somebody who came to an organisation, or left it, on a day; by their keys."""

    member: int
    name: str
    place: int
    came: bool
    on: date


@dataclass(frozen=True)
class Moves(Change):
    """Many at once, as a file brings them."""

    each: tuple[Moved, ...]


@dataclass(frozen=True)
class Corrections(Change):
    each: tuple[Correction, ...]


# Sent in the transaction of the deed: `change`, `event` (the line of the trail, or what else names the deed) and `by`.
changed = Signal()
_asked: list[Callable[[Change], list[str]]] = []


def ask_before(foresee: Callable[[Change], list[str]]) -> None:
    """Each app that has something to say names it once, when it starts."""
    if foresee not in _asked:
        _asked.append(foresee)


def foreseen(change: Change) -> list[str]:
    return [sentence for foresee in _asked for sentence in foresee(change)]

"""What is told of a member's life on their page: floors above add what they know, each only what the person may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from members.models import Member
from ui.charts.timeline import Lane


@dataclass(frozen=True)
class Milestone:
    """What comes next; `late` where it should have been."""

    title: str
    words: str
    on: date | None = None
    late: bool = False
    url: str = ""


@dataclass(frozen=True)
class Told:
    lanes: tuple[Lane, ...] = ()
    milestones: tuple[Milestone, ...] = ()


Teller = Callable[[Member, User, date], Told]
_tellers: list[Teller] = []


def tell_by(teller: Teller) -> None:
    """Each app that has something to tell names it once, when it starts."""
    if teller not in _tellers:
        _tellers.append(teller)


def told(member: Member, user: User, on: date) -> list[Told]:
    return [teller(member, user, on) for teller in _tellers]

"""A discipline is announced: floors above say what follows (members.changes)."""

from dataclasses import dataclass

from inspections.models import Discipline
from members.changes import Change


@dataclass(frozen=True)
class Announced(Change):
    """`discipline` may not be saved yet."""

    discipline: Discipline

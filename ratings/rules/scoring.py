"""Points and tasks as conditions of a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ratings.grounds import HUNDREDTHS
from ratings.levels import Level
from ratings.rules.clauses import Clause


class Subject(StrEnum):
    """Who is rated by a list of its own."""

    COLLECTIVE = "collective"
    LEADER = "leader"
    MEMBER = "member"


@dataclass(frozen=True)
class PointsRule:
    """Of 100 points each level asks for at least these; besides them it has conditions of its own."""

    least: Mapping[Level, int]
    clause: Clause

    def level(self, hundredths: int) -> Level:
        return next(level for level in Level if hundredths >= self.least[level] * HUNDREDTHS)


@dataclass(frozen=True)
class QuarterRule:
    """Quarters of who leads or manages: one not completed bars "excellent", two in a row ask for another in office."""

    first_year: int
    one: Clause
    two: Clause


@dataclass(frozen=True)
class TaskRule:
    """What a level asks of the year's tasks, in percent of those given: at most `late`, at least the others."""

    level: Level
    clause: Clause
    done: int = 100
    late: int = 0
    above: int = 0
    shortcomings_fixed: bool = False

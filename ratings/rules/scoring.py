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
    """Of 100 points each level asks for at least these; with fewer than the fewest, tasks are not completed."""

    least: Mapping[Level, int]
    clause: Clause

    def highest(self, hundredths: int) -> Level:
        reached = (level for level, points in self.least.items() if hundredths >= points * HUNDREDTHS)
        return max(reached, default=Level.NOT_COMPLETED)


@dataclass(frozen=True)
class TaskRule:
    """What a level asks of the year's tasks, in percent of those given: at most `late`, at least the others."""

    level: Level
    clause: Clause
    done: int = 100
    late: int = 0
    above: int = 0
    shortcomings_fixed: bool = False

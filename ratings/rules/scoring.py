"""Points and tasks as conditions of a level."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ratings.grounds import HUNDREDTHS, Cause
from ratings.levels import Level
from ratings.rules.clauses import Clause


class Subject(StrEnum):
    """Who is rated by a list of its own."""

    COLLECTIVE = "collective"
    LEADER = "leader"
    MEMBER = "member"


# No ground of Article 11(4), but causes that the form of the summary asks for.
_BESIDE = {Cause.FOUND_AT_REVIEW, Cause.POINTS, Cause.OTHER}
# Until 2024, when no rules named causes: those of the summary's forms.
_FORMER = {
    Cause.DISCIPLINED,
    Cause.DEGENERATION,
    Cause.FOUND_AT_REVIEW,
    Cause.TASKS,
    Cause.DISUNITY,
    Cause.OFFICIAL,
    Cause.OTHER,
}


def causes(subject: Subject, named: Collection[Cause | None]) -> tuple[Cause, ...]:
    """`named`: what the rules name for whom."""
    of_people = {Cause.OFFICIAL} if subject is Subject.COLLECTIVE else set()
    fitting = {*named, *_BESIDE} if named else _FORMER - of_people
    return tuple(each for each in Cause if each in fitting)


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

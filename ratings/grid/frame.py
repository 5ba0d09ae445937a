"""What all rows of a grid have in common, on the page of one sheet and on that of all cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ratings import rules
from ratings.grid import choices
from ratings.levels import Level
from ratings.models import Sheet
from ratings.rules.base import Clause, PointsRule
from ui.components import LevelChoice, Option


@dataclass(frozen=True)
class GridFrame:
    last_year: int
    member_choices: Sequence[LevelChoice]
    choices_of_left: Sequence[LevelChoice]
    grades: Sequence[Option]
    reasons: Sequence[Option]
    own_reasons: Sequence[Option]
    points: PointsRule | None
    who_is_rated: Sequence[Clause]
    cap_percent: int

    @classmethod
    def of(cls, sheet: Sheet) -> GridFrame:
        members, rule_set = choices.member_choices(sheet), rules.by_code(sheet.rating_year.rule_set)
        return cls(
            last_year=sheet.rating_year.year - 1,
            member_choices=members,
            choices_of_left=choices.choices_of_left(members),
            grades=choices.grades(members),
            reasons=choices.reasons(of_member=True),
            own_reasons=choices.reasons(of_member=False),
            points=rule_set.points,
            who_is_rated=rule_set.who_is_rated,
            cap_percent=rule_set.cap.percent,
        )

    @property
    def points_least(self) -> str:
        """The fewest points of each level, best first, for the page's script."""
        return " ".join(str(self.points.least[level]) for level in Level) if self.points else ""

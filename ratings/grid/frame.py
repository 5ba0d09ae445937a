"""What all rows of a grid have in common, on the page of one sheet and on that of all cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ratings.grid import choices
from ratings.models import Sheet
from ui.components import LevelChoice, Option


@dataclass(frozen=True)
class GridFrame:
    last_year: int
    member_choices: Sequence[LevelChoice]
    choices_of_left: Sequence[LevelChoice]
    grades: Sequence[Option]
    reasons: Sequence[Option]

    @classmethod
    def of(cls, sheet: Sheet) -> GridFrame:
        members = choices.member_choices(sheet)
        return cls(
            last_year=sheet.rating_year.year - 1,
            member_choices=members,
            choices_of_left=choices.choices_of_left(members),
            grades=choices.grades(members),
            reasons=choices.reasons(),
        )

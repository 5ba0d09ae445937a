"""The points that stand in a row, added up, and the level that they give (Regulation 366-QĐ/TW, Article 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ratings import rules
from ratings.grid.values import POINTS, READERS, points_written, total_points
from ratings.levels import Level
from ratings.models import Rerating, Sheet
from ratings.rules.base import PointsRule
from ratings.sheets.decided import decision_on
from ui.numbers import NO_VALUE


@dataclass(frozen=True)
class Score:
    """`total` in hundredths; None as long as a part is missing or cannot be read.

    `decision`: the number of that by which the level was set anew.
    """

    raw: Mapping[str, str]
    name: str
    rule: PointsRule
    total: int | None
    decision: str = ""

    @property
    def sum(self) -> str:
        return "" if self.total is None else points_written(self.total)

    @property
    def words(self) -> str:
        """28,5 + 65 = 93,5; a part alone stands with a dash for the other."""
        parts = [self.raw[name] or NO_VALUE for name in POINTS]
        if not any(self.raw[name] for name in POINTS):
            return ""
        return f"{parts[0]} + {parts[1]}" + (f" = {self.sum}" if self.sum else "")

    @property
    def gives(self) -> Level | None:
        return None if self.total is None else self.rule.level(self.total)

    @property
    def level_words(self) -> str:
        return "" if self.gives is None else self.gives.short

    @property
    def differs(self) -> bool:
        """Whether another level was chosen than the points give."""
        level = self.raw["level"]
        return self.gives is not None and level != "" and level != str(self.gives.value)

    @property
    def common_label(self) -> str:
        return gettext("Common points of %(name)s, at most 30") % {"name": self.name}

    @property
    def results_label(self) -> str:
        return gettext("Points of %(name)s for results, at most 70") % {"name": self.name}


def score_of(sheet: Sheet, raw: Mapping[str, str], name: str, made: Rerating | None = None) -> Score | None:
    """None where the year's rules know no points. `made`: the last re-rating of the row."""
    rule = rules.by_code(sheet.rating_year.rule_set).points
    if rule is None:
        return None
    total = total_points({part: _read(part, raw[part]) for part in POINTS})
    level = raw.get("level", "")
    return Score(raw, name, rule, total, decision_on(made, int(level) if level.isdecimal() else None))


def _read(name: str, text: str) -> int | None:
    try:
        return READERS[name](text.strip())
    except ValidationError:
        return None

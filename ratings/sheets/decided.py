"""Levels of a sheet that a later decision set: they stand, whatever points and tasks say."""

from __future__ import annotations

from collections.abc import Mapping

from ratings import rules
from ratings.models import Rerating, Sheet
from ratings.sheets.entry import OWN, key_of

Decided = Mapping[str, Rerating]


def decided(sheet: Sheet) -> Decided:
    """{key: the last re-rating of the row}; none in years whose rules know no points."""
    if rules.by_code(sheet.rating_year.rule_set).points is None:
        return {}
    made = Rerating.objects.filter(sheet=sheet).order_by("recorded_at", "pk")
    return {key_of(each.member_id) if each.member_id else OWN: each for each in made}


def decision_on(made: Rerating | None, level: int | None) -> str:
    """Its number, where the level is still the one that it set."""
    return made.decision_number if made and level and made.new_level == level else ""

"""The names of the levels under a rule set."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

from ratings import rules
from ratings.levels import Level


def level_names(rule_set_code: str, *, of_members: bool) -> Mapping[Level, str | Promise]:
    """By the year's rule set; until 2017 several of the old names map to "good", and all of them are named."""
    rule_set = rules.by_code(rule_set_code)
    if of_members or not rule_set.legacy_levels:
        return rule_set.member_levels if of_members else rule_set.organization_levels
    return {
        level: "; ".join(str(name.label) for name in rule_set.legacy_levels if name.level == level) for level in Level
    }

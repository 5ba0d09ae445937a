"""What can be chosen in a row: levels, reasons, grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from ratings import rules
from ratings.grid.values import NOT_RATED
from ratings.levels import Level, NotRatedReason
from ratings.models import Sheet
from ui.components import LevelChoice, Option


def short(level: int | None) -> str:
    return Level(level).short if level else ""


def member_choices(sheet: Sheet) -> tuple[LevelChoice, ...]:
    return _choices(rules.by_code(sheet.rating_year.rule_set).member_levels)


def own_choices(sheet: Sheet) -> tuple[LevelChoice, ...]:
    """Until 2017 organisations had other names (Guide 27-HD/BTCTW): the name is chosen, the level follows."""
    rule_set = rules.by_code(sheet.rating_year.rule_set)
    if not rule_set.legacy_levels:
        return _choices(rule_set.organization_levels)
    legacy = (LevelChoice(name.value, name.short, str(name.label), name.level.tone) for name in rule_set.legacy_levels)
    return (*legacy, _not_rated())


def _choices(names: Mapping[Level, object]) -> tuple[LevelChoice, ...]:
    listed = (LevelChoice(str(level.value), level.short, str(names[level]), level.tone) for level in Level)
    return (*listed, _not_rated())


def _not_rated() -> LevelChoice:
    return LevelChoice(NOT_RATED, "–", gettext("Not rated"), "l0")


def choices_of_left(choices: Sequence[LevelChoice]) -> tuple[LevelChoice, ...]:
    """Who has left can be taken off the sheet."""
    return (*choices, LevelChoice("", "×", gettext("Take off this sheet"), "l0"))


def grades(choices: Sequence[LevelChoice]) -> tuple[Option, ...]:
    """The four levels, without "not rated"."""
    return (Option("", "—"), *(Option(each.value, each.short) for each in choices if each.value != NOT_RATED))


def reasons(*, of_member: bool) -> tuple[Option, ...]:
    fitting = NotRatedReason.fitting(of_member=of_member)
    return (Option("", gettext("Why not rated…")), *(Option(reason.value, str(reason.label)) for reason in fitting))

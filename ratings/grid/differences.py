"""Two or three versions of a row side by side, field by field, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext

from ratings.asked import sessions
from ratings.grid.values import POINTS, points_written
from ratings.grounds import QUARTERS, Cause, QuarterResult, TitleGroup
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, WorkResult, YearlyAnswer, YearlySession
from ratings.models.questions import AnswerKind
from ratings.models.work import QUESTIONS
from ratings.sheets.entry import OWN, SESSIONS, WORK, Row, blank, fields_of, question_id_of
from ui.moments import day
from ui.numbers import NO_VALUE, format_integer

LEVEL_FIELDS = (
    "level",
    "self_level",
    "civil_level",
    *(question.name for question in QUESTIONS.values() if question.kind is AnswerKind.LEVEL),
)
_CHOICES = {"cause": Cause, "title_group": TitleGroup, **dict.fromkeys(QUARTERS, QuarterResult)}
# They are said with the level.
PARTS_OF_LEVEL = ("not_rated_reason", "legacy_level")


@dataclass(frozen=True)
class Difference:
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ChangedRow:
    key: str
    name: str
    differences: Sequence[Difference]


def differences(key: str, *rows: Row | None) -> list[Difference]:
    """The fields in which the last two versions differ."""
    versions = [row or blank(key) for row in rows]
    found = []
    for name in fields_of(key):
        words = tuple(in_words(name, row) for row in versions)
        if name not in PARTS_OF_LEVEL and words[-1] != words[-2]:
            found.append(Difference(_label(key, name), words))
    return found


def _label(key: str, name: str) -> str:
    if name == SESSIONS:
        label = str(YearlySession._meta.verbose_name_plural)
    else:
        label = str(_model(key)._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _model(key: str) -> type[Model]:
    if question_id_of(key) is not None:
        return YearlyAnswer
    return {OWN: OrganizationRating, WORK: WorkResult}.get(key, MemberRating)


def in_words(name: str, row: Row) -> str:
    value = row[name]
    if name == "level" and row.get("not_rated_reason"):
        return gettext("Not rated: %(reason)s") % {"reason": NotRatedReason(row["not_rated_reason"]).label}
    if name == "level" and row.get("legacy_level"):
        return str(LegacyLevel(row["legacy_level"]).label)
    if value is None or value == "":
        return NO_VALUE
    if name in LEVEL_FIELDS:
        return str(Level(value).label)
    if name == SESSIONS:
        return sessions.in_words(value)
    if name == "day":
        return day(date.fromisoformat(value))
    if name in POINTS:
        return points_written(value)
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return format_integer(value) if isinstance(value, int) else str(value)

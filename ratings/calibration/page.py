"""What the pages of a session show and read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ratings import roster
from ratings.calibration.actions import Change
from ratings.grid.reading import read_version
from ratings.levels import Level
from ratings.models import CalibrationChange, Sheet
from ratings.rules.names import level_names
from ratings.sheets import entry
from ui.components import Option
from ui.forms import PlainTextField

REASON = PlainTextField(max_length=500, required=False)


@dataclass(frozen=True)
class SessionRow:
    """One level that the session may change, with what was typed for it."""

    key: str
    name: str
    level: Level
    names: Mapping[Level, Any]
    typed_level: str = ""
    typed_reason: str = ""
    wrong_reason: str = ""

    @property
    def level_name(self) -> str:
        return str(self.names[self.level])

    @property
    def choices(self) -> list[Option]:
        return [Option(str(level.value), str(self.names[level])) for level in Level if level != self.level]

    @property
    def said(self) -> str:
        """Whose level, and the new one that was chosen."""
        level = dict(self.choices).get(self.typed_level, "")
        return f"{self.name}, {level}:" if level else f"{self.name}:"

    @property
    def wrong_level(self) -> str:
        if self.is_changed or not self.typed_reason.strip():
            return ""
        return gettext("A reason is written for %(name)s: choose the new level too.") % {"name": self.name}

    @property
    def is_changed(self) -> bool:
        return self.typed_level in {value for value, _name in self.choices}


@dataclass(frozen=True)
class SheetRows:
    sheet: Sheet
    version: int
    rows: Sequence[SessionRow]


def rows_of(sheet: Sheet, typed: Mapping[str, str], version: int | None = None) -> SheetRows:
    stored = entry.stored(sheet)
    names = {entry.OWN: sheet.name}
    names |= {entry.key_of(each.member.pk): each.member.full_name for each in roster.participants(sheet)}
    rows = [
        SessionRow(
            key=key,
            name=name,
            wrong_reason=_wrong(typed.get(f"reason-{sheet.pk}-{key}", "")),
            level=Level(stored[key]["level"]),
            names=level_names(sheet.rating_year.rule_set, of_members=key != entry.OWN),
            typed_level=typed.get(f"level-{sheet.pk}-{key}", ""),
            typed_reason=typed.get(f"reason-{sheet.pk}-{key}", ""),
        )
        for key, name in names.items()
        if key in stored and stored[key]["level"] is not None
    ]
    return SheetRows(sheet, version or read_version(typed.get(f"version-{sheet.pk}", "")) or sheet.version, rows)


def _wrong(reason: str) -> str:
    try:
        REASON.clean(reason)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def left_over(typed: Mapping[str, str], drawn: Sequence[SheetRows], moved: Sequence[SheetRows]) -> list[str]:
    """What was typed for rows that can no longer be changed, each with its name where it is known."""
    known = {f"{of.sheet.pk}-{row.key}": row.said for of in moved for row in of.rows}
    here = {f"{of.sheet.pk}-{row.key}" for of in drawn for row in of.rows}
    asked = [name.removeprefix("reason-") for name in typed if name.startswith("reason-")]
    gone = [place for place in asked if place not in here and _is_typed(typed, place)]
    return [f"{known.get(place, '')} {typed[f'reason-{place}']}".strip() for place in gone]


def _is_typed(typed: Mapping[str, str], place: str) -> bool:
    return bool(typed[f"reason-{place}"].strip() or typed.get(f"level-{place}"))


def changes_of(listed: Sequence[SheetRows]) -> list[Change]:
    return [
        Change(of.sheet, of.version, row.key, int(row.typed_level), row.typed_reason)
        for of in listed
        for row in of.rows
        if row.is_changed
    ]


class MinutesLine(NamedTuple):
    change: CalibrationChange
    before: str
    after: str


def in_words(change: CalibrationChange) -> MinutesLine:
    names = level_names(change.sheet.rating_year.rule_set, of_members=change.member_id is not None)
    return MinutesLine(change, str(names[Level(change.old_level)]), str(names[Level(change.new_level)]))

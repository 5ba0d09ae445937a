"""One row as it was typed: each field read by itself, then what its fields say together.

What cannot be true together gets its sentence at the field that a person would correct.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ratings.grid.values import NOT_RATED, READERS, reason
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.sheets.entry import OWN, Entry, Row, blank, member_id_of

Raw = dict[str, dict[str, str]]
Errors = dict[str, dict[str, str]]


def understood(raw: Raw, stored: Entry, *, legacy: bool) -> tuple[Entry, Errors]:
    read = {key: _row(key, fields, stored.get(key) or blank(key), legacy=legacy) for key, fields in raw.items()}
    entry = {key: row for key, (row, wrong) in read.items() if not wrong}
    return entry, {key: wrong for key, (_read, wrong) in read.items() if wrong}


def _row(key: str, raw: dict[str, str], now: Row, *, legacy: bool) -> tuple[Row, dict[str, str]]:
    row, wrong = blank(key), {}

    def take(name: str, value: Any) -> None:
        try:
            row[name] = value(raw[name].strip())
        except ValidationError as error:
            wrong[name] = error.messages[0]

    take("level", _level if not (legacy and key == OWN) else _legacy)
    take("not_rated_reason", reason(now, of_member=key != OWN))
    for name, reader in READERS.items():
        if name in row:
            take(name, reader)
    if not wrong:
        wrong |= _ballot(row) if member_id_of(key) is not None else {}
        wrong |= _tasks(row)
    if legacy and key == OWN and isinstance(row["level"], LegacyLevel):
        row["legacy_level"], row["level"] = row["level"].value, int(row["level"].level)
    if "level" not in wrong and "not_rated_reason" not in wrong:
        wrong |= _level_or_reason(row)
    return row, wrong


def _level_or_reason(row: Row) -> dict[str, str]:
    if row["level"] == 0:
        row["level"] = None
        if not row["not_rated_reason"]:
            return {"not_rated_reason": gettext("Choose why there is no rating.")}
    if row["level"] is not None and row["not_rated_reason"]:
        return {"not_rated_reason": gettext("A level is chosen: leave the reason for no rating empty.")}
    if row["not_rated_reason"] == NotRatedReason.OTHER and not row["note"]:
        return {"note": gettext("Write the other reason in the note.")}
    return {}


def _ballot(row: Row) -> dict[str, str]:
    votes, present = row["ballot_for"], row["ballot_present"]
    if votes is not None and present is None:
        return {"ballot_present": gettext("Write how many were present at the vote.")}
    if votes is not None and votes > present:
        return {
            "ballot_for": gettext(
                "%(votes)s votes of %(present)s present: there cannot be more votes than people present."
            )
            % {"votes": votes, "present": present}
        }
    return {}


def _tasks(row: Row) -> dict[str, str]:
    given, done = row["tasks_given"], row["tasks_done"]
    if done is not None and (given is None or done > given):
        return {"tasks_done": gettext("Write how many tasks were given; no more can be completed.")}
    for name in ("tasks_late", "tasks_above"):
        if row[name] is not None and (done is None or row[name] > done):
            return {name: gettext("Write how many tasks were completed; these are among them.")}
    return {}


def _level(text: str) -> int | None:
    if not text:
        return None
    if text not in {NOT_RATED, *(str(level.value) for level in Level)}:
        raise ValidationError(gettext("Choose one of the four levels, or “not rated” with its reason."))
    return int(text)


def _legacy(text: str) -> LegacyLevel | int | None:
    if text in LegacyLevel.values:
        return LegacyLevel(text)
    if text in ("", NOT_RATED):
        return 0 if text else None
    raise ValidationError(gettext("Choose one of the levels of that year, or “not rated” with its reason."))

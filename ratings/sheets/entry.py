"""What stands on a sheet as plain values, so that two versions can be compared, merged, kept and told in words.

An entry is {key: {field: value}}: "m12" is the row of member 12, "own" the organisation's own level, "work" its work
results, "q3" its answer to yearly question 3. Values are JSON: whole numbers, text, yes or no, None; of an
answer also a day as text and a list of sessions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.trail.record import history
from ratings.grounds import QUARTERS
from ratings.models import MemberRating, Rating, Sheet, WorkResult, YearlyAnswer, YearlySession

Row = dict[str, Any]
Entry = dict[str, Row]
Changes = dict[str, dict[str, list[Any]]]

OWN, WORK = "own", "work"
# Lines of the trail that tell which rows changed, from what to what.
ROW_VERBS = ("sheet.save", "sheet.calibrate", "sheet.rerate")
RATING_FIELDS = ("level", "not_rated_reason", "self_level", "note")
# What is asked from 2025 on: a page that does not show them leaves them alone.
GROUNDS_FIELDS = (
    "points_common",
    "points_results",
    "tasks_given",
    "tasks_done",
    "tasks_late",
    "tasks_above",
    "shortcomings_fixed",
    "cause",
    "exception",
    "title_group",
    "opinion_received",
    *QUARTERS,
)
_OF_MEMBERS_ONLY = ("title_group", "opinion_received", *QUARTERS)
MEMBER_FIELDS = (*RATING_FIELDS, "civil_level", "ballot_present", "ballot_for", *GROUNDS_FIELDS)
OWN_FIELDS = (*RATING_FIELDS, "legacy_level", *(name for name in GROUNDS_FIELDS if name not in _OF_MEMBERS_ONLY))
WORK_FIELDS = tuple(each.name for each in WorkResult._meta.fields if each.name not in ("id", "sheet"))
ANSWER_FIELDS = ("number", "part", "held", "level", "day", "text")
SESSIONS = "sessions"
FIELDS = {"m": MEMBER_FIELDS, OWN: OWN_FIELDS, WORK: WORK_FIELDS, "q": (*ANSWER_FIELDS, SESSIONS)}
_MEMBER, _QUESTION = re.compile(r"m[0-9]{1,18}"), re.compile(r"q[0-9]{1,18}")
_TEXT = {"not_rated_reason", "note", "text", "legacy_level", "cause", "exception", "title_group", *QUARTERS}
_OWN_COLUMNS = ("organization_rating", *(f"organization_rating__{name}" for name in OWN_FIELDS))
_WORK_COLUMNS = ("work_result", *(f"work_result__{name}" for name in WORK_FIELDS))


def key_of(member_id: int) -> str:
    return f"m{member_id}"


def member_id_of(key: str) -> int | None:
    return int(key[1:]) if _MEMBER.fullmatch(key) else None


def answer_key(question_id: int) -> str:
    return f"q{question_id}"


def question_id_of(key: str) -> int | None:
    return int(key[1:]) if _QUESTION.fullmatch(key) else None


def answered(rows: Collection[str]) -> set[int]:
    """The yearly questions to which an entry has a row."""
    return {question for key in rows if (question := question_id_of(key)) is not None}


def fields_of(key: str) -> tuple[str, ...]:
    return FIELDS[key if key in (OWN, WORK) else key[0]]


def blank(key: str) -> Row:
    return {name: "" if name in _TEXT else None for name in fields_of(key)}


def row_of(record: Rating | WorkResult, key: str) -> Row:
    return {name: getattr(record, name) for name in fields_of(key)}


def stored(sheet: Sheet) -> Entry:
    return stored_each([sheet.pk])[sheet.pk]


def stored_each(sheet_ids: Iterable[int], *, members_only: bool = False) -> dict[int, Entry]:
    """What the database holds now, by sheet, in at most four queries whatever the number of sheets and rows."""
    found: dict[int, Entry] = {pk: {} for pk in sheet_ids}
    ratings = MemberRating.objects.filter(sheet__in=list(found)).order_by()
    for pk, member, *values in ratings.values_list("sheet", "member", *MEMBER_FIELDS):
        found[pk][key_of(member)] = dict(zip(MEMBER_FIELDS, values, strict=True))
    if members_only:
        return found
    parts = Sheet.objects.filter(pk__in=list(found)).order_by().values_list("pk", *_OWN_COLUMNS, *_WORK_COLUMNS)
    for pk, *values in parts:
        has_own, *own = values[: len(_OWN_COLUMNS)]
        has_work, *work = values[len(_OWN_COLUMNS) :]
        if has_own is not None:
            found[pk][OWN] = dict(zip(OWN_FIELDS, own, strict=True))
        if has_work is not None:
            found[pk][WORK] = dict(zip(WORK_FIELDS, work, strict=True))
    _with_answers(found)
    return found


def answers_each(sheet_ids: Iterable[int]) -> dict[int, Entry]:
    """Of these sheets what they answer to yearly questions, and nothing else."""
    found: dict[int, Entry] = {pk: {} for pk in sheet_ids}
    _with_answers(found)
    return found


def _with_answers(found: dict[int, Entry]) -> None:
    answers = YearlyAnswer.objects.filter(sheet__in=list(found)).order_by()
    for pk, question, *values in answers.values_list("sheet", "question", *ANSWER_FIELDS):
        row = dict(zip(ANSWER_FIELDS, values, strict=True))
        found[pk][answer_key(question)] = row | {"day": row["day"] and row["day"].isoformat(), SESSIONS: None}
    sessions = YearlySession.objects.filter(sheet__in=list(found)).order_by("sheet", "question", "position")
    for pk, question, day, *rest in sessions.values_list("sheet", "question", "day", "topic", "people"):
        row = found[pk].setdefault(answer_key(question), blank(answer_key(question)))
        row[SESSIONS] = [*(row[SESSIONS] or []), [day.isoformat(), *rest]]


def changes(old: Entry, new: Entry) -> Changes:
    """{key: {field: [old, new]}} for the rows of `new`; a row not named in it is untouched."""
    found: Changes = {}
    for key, row in new.items():
        before = old.get(key) or blank(key)
        if different := {name: [before[name], value] for name, value in row.items() if before[name] != value}:
            found[key] = different
    return found


def at_version(sheet: Sheet, version: int, now: Entry) -> Entry:
    return at_versions({sheet: version}, {sheet.pk: now})[sheet.pk]


def at_versions(versions: Mapping[Sheet, int], now: Mapping[int, Entry]) -> dict[int, Entry]:
    """What stood there at earlier versions: today's rows with the later saves taken back one by one."""
    found = {sheet.pk: {key: dict(row) for key, row in now[sheet.pk].items()} for sheet in versions}
    wanted = {sheet.pk: version for sheet, version in versions.items()}
    for event in history(*versions).filter(verb__in=ROW_VERBS) if versions else ():
        pk = int(event.target_id)
        if event.data["version"] <= wanted[pk]:
            continue
        for key, fields in event.data["changes"].items():
            found[pk].setdefault(key, blank(key)).update({name: old for name, (old, _new) in fields.items()})
    return found


def savers_since(sheet: Sheet, version: int) -> set[int | None]:
    """Who changed its rows after that version."""
    saves = history(sheet).filter(verb__in=ROW_VERBS)
    return {event.actor_id for event in saves if event.data["version"] > version}


@dataclass(frozen=True)
class Merge:
    """`rows` takes each side's own changes, and mine where each would lose something of the other: the `collisions`."""

    rows: Entry
    collisions: tuple[str, ...]
    taken: tuple[str, ...] = field(default=())


def merge(common: Mapping[str, Row], theirs: Mapping[str, Row], mine: Mapping[str, Row]) -> Merge:
    rows: Entry = {}
    collisions, taken = [], []
    for key, typed in mine.items():
        was = common.get(key) or blank(key)
        other = theirs.get(key) or blank(key)
        if _holds(other, typed, was):
            rows[key] = other
            if other != was:
                taken.append(key)
            continue
        rows[key] = typed
        if not _holds(typed, other, was):
            collisions.append(key)
    return Merge(rows, tuple(collisions), tuple(taken))


def _holds(row: Row, changed: Row, was: Row) -> bool:
    """Nothing of what was changed is missing in the row: where the two differ, it still stands as it was."""
    return all(changed[name] in (row[name], was[name]) for name in changed)

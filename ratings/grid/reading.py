"""What people type: the grid is read by hand for speed, everything else is a plain form.

Nothing typed is lost: what cannot be read comes back as it was, with a sentence at its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ratings import rules
from ratings.asked.form import AnswerForm, forms_of
from ratings.grid.understanding import Errors, Raw, understood
from ratings.grid.values import NOT_RATED, total_points, written
from ratings.grounds import QUARTERS
from ratings.models import Sheet, YearlyQuestion
from ratings.rules.base import PointsRule
from ratings.sheets.entry import GROUNDS_FIELDS, OWN, WORK, Entry, Row, blank, fields_of, question_id_of
from ratings.work.form import WorkForm


@dataclass(frozen=True)
class Typed:
    """`raw` is shown again, `entry` holds the rows that could be read, `errors` a sentence by row and field."""

    raw: Raw
    entry: Entry
    errors: Errors
    work_form: WorkForm | None
    answers: Mapping[str, AnswerForm] = field(default_factory=dict)
    """Of every yearly question that is asked; what was typed into one is in it."""


def raw_row(row: Row, key: str) -> dict[str, str]:
    """How a stored row stands in the inputs."""
    raw = {name: written(name, value) for name, value in row.items()}
    if row["not_rated_reason"]:
        raw["level"] = NOT_RATED
    if key == OWN and row["legacy_level"]:
        raw["level"] = row["legacy_level"]
    return raw


def read_version(text: str) -> int:
    """Nonsense is the version that nobody has."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def read(
    data: Mapping[str, str],
    *,
    sheet: Sheet,
    keys: Iterable[str],
    stored: Entry,
    questions: Iterable[YearlyQuestion] = (),
) -> Typed:
    """Read the posted page; rows and grounds that are not in it stay untouched."""
    raw = _raw(data, "", [key for key in keys if key != WORK and question_id_of(key) is None], stored)
    rule_set = rules.by_code(sheet.rating_year.rule_set)
    entry, errors = understood(raw, stored, legacy=bool(rule_set.legacy_levels))
    if rule_set.points is not None:
        _level_of_points(entry, [key for key in entry if f"{key}-points_common" in data], rule_set.points)
    work_form = _work_form(data, sheet, stored.get(WORK, {})) if WORK in keys else None
    if work_form is not None and work_form.is_valid():
        entry[WORK] = {**(stored.get(WORK) or blank(WORK)), **work_form.cleaned_data}
    elif work_form is not None and work_form.is_bound:
        errors[WORK] = {name: str(found[0]) for name, found in work_form.errors.items()}
    answers = forms_of(questions, stored, data)
    for key, form in answers.items():
        if form.is_bound:
            raw[key] = {name: form.data.get(form.add_prefix(name), "") for name in form.fields}
        if form.is_valid():
            entry[key] = {**(stored.get(key) or blank(key)), **form.row}
        elif form.is_bound:
            errors[key] = {name: str(found[0]) for name, found in form.errors.items()}
    return Typed(raw, entry, errors, work_form, answers)


def _work_form(data: Mapping[str, str], sheet: Sheet, saved: Row) -> WorkForm:
    form = WorkForm(prefix=WORK, sheet=sheet, initial=saved)
    fields = {form.add_prefix(name): "" if (value := form[name].value()) is None else value for name in form.fields}
    return WorkForm({**fields, **data}, prefix=WORK, sheet=sheet) if fields.keys() & data.keys() else form


def _raw(data: Mapping[str, str], prefix: str, keys: Iterable[str], stored: Entry, names: Sequence[str] = ()) -> Raw:
    """The rows of which something is posted, of all their fields or of `names`; what is not posted stays as stored."""
    raw = {}
    for key in keys:
        asked = {name: f"{prefix}{key}-{name}" for name in names or fields_of(key)}
        posted = {name: data[field] for name, field in asked.items() if field in data}
        if posted:
            # A level that nobody chose is not posted, but the reason beside it always is.
            unchosen = {"level": ""} if "not_rated_reason" in posted else {}
            raw[key] = raw_row(stored.get(key) or blank(key), key) | unchosen | posted
    return raw


def _level_of_points(entry: Entry, keys: Iterable[str], rule: PointsRule) -> None:
    """As the page's script does it while typing: points settle a level that nobody has chosen."""
    for row in (entry[key] for key in keys):
        total = total_points(row)
        if total is not None and row["level"] is None and not row["not_rated_reason"]:
            row["level"] = int(rule.level(total))


def read_members(
    data: Mapping[str, str], *, prefix: str, keys: Iterable[str], stored: Entry, names: Sequence[str]
) -> Typed:
    """Members' rows of a page that shows only the fields `names`; the others stay as they are stored."""
    raw = _raw(data, prefix, keys, stored, names)
    return Typed(raw, *understood(raw, stored, legacy=False), work_form=None)


def read_row(data: Mapping[str, str], *, key: str, sheet: Sheet, stored: Entry) -> Typed:
    """One row of a page that asks for its points, level and grounds; its other fields stay as they are in `stored`."""
    rule_set, year = rules.by_code(sheet.rating_year.rule_set), sheet.rating_year.year
    unasked = () if rule_set.asks_for_quarters(year) else QUARTERS
    asked = ("level", "not_rated_reason", "note", *GROUNDS_FIELDS)
    names = [name for name in asked if name in fields_of(key) and name not in unasked]
    typed = read_members(data, prefix="", keys=[key], stored=stored, names=names)
    rule = rule_set.points
    if rule is not None:
        _level_of_points(typed.entry, typed.entry, rule)
    return typed

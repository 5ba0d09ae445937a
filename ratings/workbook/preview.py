"""What a workbook would change, row by row, and all that is wrong in it at once, each with the address of its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ratings.grid.differences import Difference, differences
from ratings.grid.material import Material
from ratings.grid.reading import read
from ratings.grid.values import NOT_RATED
from ratings.sheets import entry
from ratings.sheets.entry import Entry, blank
from ratings.workbook.contents import Contents
from ratings.workbook.drafts import Draft, Problem, drafts_of
from ratings.workbook.words import Spellings, inputs


class RowOutcome(models.TextChoices):
    WRONG = "wrong", _("Wrong")
    CHANGED = "changed", _("Changed")
    NEW = "new", _("New")
    SAME = "same", _("Same")


@dataclass(frozen=True)
class PreviewLine:
    """A row of the file, or the own level, or the work results as a whole. `number` is its first row in the file."""

    key: str
    worksheet: str
    number: int
    code: str
    name: str
    outcome: RowOutcome
    differences: Sequence[Difference] = ()
    problems: Sequence[Problem] = ()
    overwrites: bool = False


class OutcomeGroup(NamedTuple):
    outcome: RowOutcome
    lines: list[PreviewLine]


class OutcomeCount(NamedTuple):
    outcome: RowOutcome
    number: int


@dataclass(frozen=True)
class Preview:
    lines: Sequence[PreviewLine]
    rows: Entry

    def of(self, outcome: RowOutcome) -> list[PreviewLine]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def groups(self) -> list[OutcomeGroup]:
        return [OutcomeGroup(outcome, lines) for outcome in RowOutcome if (lines := self.of(outcome))]

    @property
    def counts(self) -> list[OutcomeCount]:
        return [OutcomeCount(outcome, len(self.of(outcome))) for outcome in RowOutcome]

    @property
    def wrong(self) -> list[PreviewLine]:
        return self.of(RowOutcome.WRONG)

    @property
    def problems(self) -> list[Problem]:
        return [problem for line in self.lines for problem in line.problems]

    @property
    def overwritten(self) -> list[PreviewLine]:
        return [line for line in self.lines if line.overwrites]


def preview(contents: Contents, material: Material) -> Preview:
    """Against what is saved now. A cell that nobody touched since the download keeps what is newer on the portal."""
    drafts = drafts_of(contents, material)
    stored, sheet = material.stored, material.sheet
    base = _base(contents.base, material)
    known = {draft.key: draft for draft in drafts if draft.key}
    raw = {key: _raw(draft, material, base) for key, draft in known.items()}
    data = {f"{key}-{name}": value for key, row in raw.items() for name, value in row.items()}
    questions = [each for each in material.questions if entry.answer_key(each.pk) in known]
    typed = read(data, sheet=sheet, keys=list(known), stored=stored, questions=questions)
    for key, wrong in typed.errors.items():
        for name, sentence in wrong.items():
            known[key].blame(name, sentence)
    rows = {key: typed.entry[key] for key, draft in known.items() if key in typed.entry and not draft.problems}
    changed = entry.changes(stored, rows)
    return Preview([_line(draft, rows, changed, stored, base) for draft in drafts], {key: rows[key] for key in changed})


def _base(version: int, material: Material) -> Entry:
    sheet = material.sheet
    if not 0 < version < sheet.version:
        return material.stored
    return entry.at_version(sheet, version, material.stored)


def _line(draft: Draft, rows: Entry, changed: Mapping[str, Any], stored: Entry, base: Entry) -> PreviewLine:
    key = draft.key
    outcome, fields, overwrites = RowOutcome.SAME, [], False
    if draft.problems:
        outcome = RowOutcome.WRONG
    elif key in changed:
        before = stored.get(key)
        outcome = RowOutcome.CHANGED if before and before != blank(key) else RowOutcome.NEW
        fields = differences(key, before, rows[key])
        overwrites = (base.get(key) or blank(key)) != (before or blank(key))
    return PreviewLine(
        key,
        draft.worksheet,
        draft.number,
        draft.code,
        draft.name,
        outcome,
        fields,
        tuple(draft.problems),
        overwrites,
    )


def _raw(draft: Draft, material: Material, base: Entry) -> dict[str, str]:
    """What would stand in the inputs: the saved row, with the cells that were changed in the file."""
    key, spellings = draft.key, Spellings(material)
    now, before = (inputs(material, rows, key) for rows in (material.stored, base))
    raw = dict(now)
    for name in draft.places:
        cell = draft.cells.get(name)
        if name not in raw or (cell and not cell.is_read):
            continue
        value = spellings.value(key, name, cell.text) if cell else ""
        if value != before[name]:
            raw[name] = value
    if raw.get("not_rated_reason") and not raw["level"]:
        raw["level"] = NOT_RATED
    return raw

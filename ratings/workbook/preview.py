"""What a workbook would change, row by row, and all that is wrong in it at once, each with the address of its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ratings.grid.differences import Difference, differences
from ratings.grid.page import Material
from ratings.grid.reading import NOT_RATED, read
from ratings.sheets import entry
from ratings.sheets.entry import OWN, WORK, Entry, blank, key_of
from ratings.workbook.contents import Contents
from ratings.workbook.layout import CODE, NAME, TYPED, VALUE, asked
from ratings.workbook.words import Spellings, inputs
from ui.vietnamese import fold
from ui.workbooks.reading import Cell, address


class Outcome(models.TextChoices):
    WRONG = "wrong", gettext_lazy("Wrong")
    CHANGED = "changed", gettext_lazy("Changed")
    NEW = "new", gettext_lazy("New")
    SAME = "same", gettext_lazy("Same")


@dataclass(frozen=True)
class Problem:
    """`place` is (worksheet, row, field), for the marked workbook."""

    address: str
    sentence: str
    typed: str
    place: tuple[str, int, str]


@dataclass(frozen=True)
class Line:
    """A row of the file, or the own level, or the work results as a whole. `number` is its first row in the file."""

    key: str
    worksheet: str
    number: int
    code: str
    name: str
    outcome: Outcome
    differences: Sequence[Difference] = ()
    problems: Sequence[Problem] = ()
    overwrites: bool = False


@dataclass(frozen=True)
class Preview:
    lines: Sequence[Line]
    rows: Entry

    def of(self, outcome: Outcome) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def groups(self) -> list[tuple[Outcome, list[Line]]]:
        return [(outcome, lines) for outcome in Outcome if (lines := self.of(outcome))]

    @property
    def counts(self) -> list[tuple[Outcome, int]]:
        return [(outcome, len(self.of(outcome))) for outcome in Outcome]

    @property
    def wrong(self) -> list[Line]:
        return self.of(Outcome.WRONG)

    @property
    def problems(self) -> list[Problem]:
        return [problem for line in self.lines for problem in line.problems]

    @property
    def overwritten(self) -> list[Line]:
        return [line for line in self.lines if line.overwrites]


@dataclass
class Draft:
    """One row of the database being read from one or several rows of the file."""

    key: str
    worksheet: str
    number: int
    code: str
    name: str
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def blame(self, name: str, sentence: str) -> None:
        place = self.places.get(name) or self.places[CODE]
        cell = self.cells.get(name)
        typed = cell.text if cell else ""
        where = CODE if name not in self.places else VALUE if self.key in (OWN, WORK) else name
        self.problems.append(Problem(address(*place), sentence, typed, (self.worksheet, place[0], where)))


def preview(contents: Contents, material: Material) -> Preview:
    """Against what is saved now. A cell that nobody touched since the download keeps what is newer on the portal."""
    drafts = [*_members(contents.get("members"), material), *_organization(contents.get("organization"), material)]
    stored, sheet = material.stored, material.sheet
    base = _base(contents["base"], material)
    known = {draft.key: draft for draft in drafts if draft.key}
    raw = {key: _raw(draft, material, base) for key, draft in known.items()}
    data = {f"{key}-{name}": value for key, row in raw.items() for name, value in row.items()}
    typed = read(data, sheet=sheet, keys=list(known), stored=stored)
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


def _line(draft: Draft, rows: Entry, changed: Mapping[str, Any], stored: Entry, base: Entry) -> Line:
    key = draft.key
    outcome, told, overwrites = Outcome.SAME, [], False
    if draft.problems:
        outcome = Outcome.WRONG
    elif key in changed:
        before = stored.get(key)
        outcome = Outcome.CHANGED if before and before != blank(key) else Outcome.NEW
        told = differences(key, before, rows[key])
        overwrites = (base.get(key) or blank(key)) != (before or blank(key))
    return Line(
        key, draft.worksheet, draft.number, draft.code, draft.name, outcome, told, tuple(draft.problems), overwrites
    )


def _raw(draft: Draft, material: Material, base: Entry) -> dict[str, str]:
    """What would stand in the inputs: the saved row, with the cells that were changed in the file."""
    key, spellings = draft.key, Spellings(material.sheet)
    now, before = (inputs(rows, key) for rows in (material.stored, base))
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


def _cells(told: Mapping[str, Sequence[str]]) -> dict[str, Cell]:
    return {name: Cell(*pair) for name, pair in told.items()}


def _members(table: Mapping[str, Any] | None, material: Material) -> Iterable[Draft]:
    if table is None:
        return
    by_code = {each.member.code.upper(): each.member for each in material.participants}
    codes = Counter(_code(told) for _number, told, _merged in table["rows"])
    for number, told, merged in table["rows"]:
        code, cells = _code(told), _cells(told)
        member = by_code.get(code)
        typed_name = cells[NAME].text if NAME in cells else ""
        draft = Draft("", table["name"], number, code, member.full_name if member else typed_name, cells)
        draft.places = {
            name: (number, column) for name, column in table["columns"].items() if name in (*TYPED, CODE, NAME)
        }
        _blame_row(draft, merged, codes[code], known=member is not None)
        if member and typed_name and fold(typed_name) != fold(member.full_name):
            draft.blame(
                NAME, _("The code of this row belongs to %(name)s. Were columns sorted apart?") % {"name": member}
            )
        if member and codes[code] == 1:
            draft.key = key_of(member.pk)
        yield draft


def _organization(table: Mapping[str, Any] | None, material: Material) -> Iterable[Draft]:
    if table is None:
        return
    questions = {row.code: row for row in asked(material.sheet)}
    names = {OWN: _("The organisation's own level"), WORK: _("Work results")}
    codes = Counter(_code(told) for _number, told, _merged in table["rows"])
    found: dict[str, Draft] = {}
    for number, told, merged in table["rows"]:
        code, cells = _code(told), _cells(told)
        question = questions.get(code)
        places = {name: (number, table["columns"][name]) for name in (CODE, VALUE)}
        if question is None or codes[code] > 1:
            said = cells[NAME].text if NAME in cells else ""
            alone = Draft("", table["name"], number, code, question.title if question else said, cells, places)
            _blame_row(alone, merged, codes[code], known=question is not None)
            yield alone
            continue
        key, name = question.key, question.field
        draft = found.setdefault(key, Draft(key, table["name"], number, code, names[key]))
        draft.places |= {name: places[VALUE], CODE: draft.places.get(CODE) or places[CODE]}
        if VALUE in cells:
            draft.cells[name] = cells[VALUE]
        if merged:
            draft.blame(name, _merged_sentence(merged))
        _blame_cells(draft, [name])
    yield from found.values()


def _code(told: Mapping[str, Sequence[str]]) -> str:
    return told[CODE][1].strip().upper() if CODE in told else ""


def _blame_row(draft: Draft, merged: str, times: int, *, known: bool) -> None:
    """All that can be said of the row before its values are read."""
    if merged:
        draft.blame(CODE, _merged_sentence(merged))
    if not draft.code:
        draft.blame(CODE, _("This row has no code. Copy the row's code from a freshly downloaded workbook."))
    elif not known:
        draft.blame(
            CODE,
            _(
                "“%(code)s” is not on this sheet: members appear by themselves once they are in the register. Take the "
                "row out."
            )
            % {"code": draft.code},
        )
    elif times > 1:
        draft.blame(
            CODE, _("“%(code)s” is there %(times)s times. Keep one row.") % {"code": draft.code, "times": times}
        )
    _blame_cells(draft, [name for name in draft.cells if name in draft.places])


def _merged_sentence(area: str) -> str:
    return _("Cells %(area)s are merged. Separate them and fill each row.") % {"area": area}


def _blame_cells(draft: Draft, names: Iterable[str]) -> None:
    sentences = {
        "formula": _("There is a formula in this cell. Type the value itself, or paste it as a value."),
        "error": _("Excel shows an error in this cell. Type the value itself."),
    }
    for name in names:
        if name in draft.cells and (sentence := sentences.get(draft.cells[name].kind)):
            draft.blame(name, sentence)

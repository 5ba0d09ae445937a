"""The rows of a workbook as rows of the sheet, and what can be said against each before its values are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext

from ratings.grid.material import Material
from ratings.sheets.entry import OWN, WORK, answer_key, key_of, member_id_of
from ratings.workbook.columns import CODE, NAME, VALUE, typed_names
from ratings.workbook.contents import Contents, SentRow, SentTable
from ratings.workbook.layout import asked
from ui.old_encodings import old_encoding, sentence_about
from ui.vietnamese import fold
from ui.workbooks.reading import OLD, Cell, address


class Position(NamedTuple):
    row: int
    column: int


class Place(NamedTuple):
    """Of a cell, by the field that stands in its column: the marked workbook has other rows."""

    worksheet: str
    row: int
    field: str


@dataclass(frozen=True)
class Problem:
    address: str
    sentence: str
    typed: str
    place: Place


@dataclass
class Draft:
    """One row of the database being read from one or several rows of the file."""

    key: str
    worksheet: str
    number: int
    code: str
    name: str
    cells: dict[str, Cell] = field(default_factory=dict)
    places: dict[str, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def blame(self, name: str, sentence: str) -> None:
        place = self.places.get(name) or self.places[CODE]
        cell = self.cells.get(name)
        typed = cell.text if cell else ""
        where = CODE if name not in self.places else VALUE if self.key and member_id_of(self.key) is None else name
        self.problems.append(Problem(address(*place), sentence, typed, Place(self.worksheet, place.row, where)))


def drafts_of(contents: Contents, material: Material) -> list[Draft]:
    members = _members(contents.members, material) if contents.members else ()
    organization = _organization(contents.organization, material) if contents.organization else ()
    return [*members, *organization]


def _members(table: SentTable, material: Material) -> Iterator[Draft]:
    by_code = {each.member.code.upper(): each.member for each in material.participants}
    codes = Counter(row.code for row in table.rows)
    ours = (*typed_names(material.sheet), CODE, NAME)
    for row in table.rows:
        member, typed_name = by_code.get(row.code), row.text(NAME)
        draft = _draft(row, table, name=member.full_name if member else typed_name)
        draft.places = {name: Position(row.number, column) for name, column in table.columns.items() if name in ours}
        _blame_row(draft, row.merged, codes[row.code], known=member is not None)
        readable = NAME in row.cells and row.cells[NAME].is_read
        if member and readable and fold(typed_name) != fold(member.full_name):
            draft.blame(
                NAME, gettext("The code of this row belongs to %(name)s. Were columns sorted apart?") % {"name": member}
            )
        if member and codes[row.code] == 1:
            draft.key = key_of(member.pk)
        yield draft


def _organization(table: SentTable, material: Material) -> Iterator[Draft]:
    questions = {row.code: row for row in asked(material)}
    names = {OWN: gettext("The organisation's own level"), WORK: gettext("Work results")}
    names |= {answer_key(each.pk): each.wording for each in material.questions}
    codes = Counter(row.code for row in table.rows)
    found: dict[str, Draft] = {}
    for row in table.rows:
        question = questions.get(row.code)
        places = {name: Position(row.number, table.columns[name]) for name in (CODE, VALUE)}
        if question is None or codes[row.code] > 1:
            alone = _draft(row, table, name=question.title if question else row.text(NAME))
            alone.places = places
            _blame_row(alone, row.merged, codes[row.code], known=question is not None)
            yield alone
            continue
        key, name = question.key, question.field
        draft = found.setdefault(key, Draft(key, table.name, row.number, row.code, names[key]))
        draft.places |= {name: places[VALUE], CODE: draft.places.get(CODE) or places[CODE]}
        if VALUE in row.cells:
            draft.cells[name] = row.cells[VALUE]
        if row.merged:
            draft.blame(name, _merged_sentence(row.merged))
        _blame_cells(draft, [name])
    yield from found.values()


def _draft(row: SentRow, table: SentTable, *, name: str) -> Draft:
    return Draft("", table.name, row.number, row.code, name, dict(row.cells))


def _blame_row(draft: Draft, merged: str, times: int, *, known: bool) -> None:
    """All that can be said of the row before its values are read."""
    if merged:
        draft.blame(CODE, _merged_sentence(merged))
    if not draft.code:
        draft.blame(CODE, gettext("This row has no code. Copy the row's code from a freshly downloaded workbook."))
    elif not known:
        draft.blame(
            CODE,
            gettext(
                "“%(code)s” is not on this sheet: members appear by themselves once they are in the register. Take the "
                "row out."
            )
            % {"code": draft.code},
        )
    elif times > 1:
        draft.blame(
            CODE, gettext("“%(code)s” is there %(times)s times. Keep one row.") % {"code": draft.code, "times": times}
        )
    _blame_cells(draft, [name for name in draft.cells if name in draft.places])


def _merged_sentence(area: str) -> str:
    return gettext("Cells %(area)s are merged. Separate them and fill each row.") % {"area": area}


def _blame_cells(draft: Draft, names: Iterable[str]) -> None:
    sentences = {
        "formula": gettext("There is a formula in this cell. Type the value itself, or paste it as a value."),
        "error": gettext("Excel shows an error in this cell. Type the value itself."),
    }
    for name in names:
        if name in draft.cells and draft.cells[name].kind == OLD:
            draft.blame(name, sentence_about(old_encoding(draft.cells[name].text)))
        elif name in draft.cells and (sentence := sentences.get(draft.cells[name].kind)):
            draft.blame(name, sentence)

"""What would become of a row of a file of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext

from exchange.cells import YEAR, Cells
from exchange.kinds import Difference, Judged, Outcome, Row, Scope
from ratings.asked.form import PART, AnswerForm, choices_of, initial_of, names_of, written
from ratings.importing.answer_known import Known
from ratings.importing.answer_words import as_input, column_of, in_words
from ratings.models import RatingYear, Sheet, YearlyQuestion
from ratings.sheets.entry import Row as Stored
from ui.vietnamese import number_key

State = Sheet.State
NAMING = ("year", "organization", "question")


class AnswerJudging:
    def __init__(self, rows: Iterable[Row], scope: Scope):
        self.times = Counter(map(_named, rows))
        years = {int(year) for year, _organization, _question in self.times if YEAR.fullmatch(year)}
        self.known = Known(scope, frozenset(years))

    def judged(self, row: Row) -> Judged:
        cells = Cells(row)
        found = self._meant(cells)
        if found is None:
            return _wrong(cells)
        return self._compared(cells, *found)

    def _meant(self, cells: Cells) -> tuple[Sheet, YearlyQuestion] | None:
        row = cells.row
        for column in NAMING:
            cells.text(column, required=True)
        if self.times[_named(row)] > 1 and not cells.problems:
            cells.wrong("question", gettext("The file answers this more than once"), gettext("Keep one of the rows"))
        sheet = self._sheet(cells) if not cells.is_wrong("year", "organization") else None
        question = self._question(cells, sheet) if sheet and row.get("question") else None
        return (sheet, question) if sheet and question and not cells.problems else None

    def _sheet(self, cells: Cells) -> Sheet | None:
        year, code = cells.row.get("year"), cells.row.get("organization")
        sheet = self.known.sheet(year, code)
        if sheet is None and not YEAR.fullmatch(year):
            cells.wrong("year", gettext("This is no year"), gettext("Write it like 2025"))
        elif sheet is None and self.known.year_states.get(year, RatingYear.State.PLANNED) == RatingYear.State.PLANNED:
            words = gettext("The rating year %(year)s is not opened") % {"year": year}
            cells.wrong("year", words, gettext("Correct the year, or open it first"))
        elif sheet is None:
            words = gettext("No organisation of this code has a sheet in %(year)s") % {"year": year}
            cells.wrong("organization", words, gettext("Look the code up in the list of Party organisations"))
        return sheet

    def _question(self, cells: Cells, sheet: Sheet) -> YearlyQuestion | None:
        question = self.known.question(cells.row.get("question"), sheet)
        if question is None:
            words = gettext("No yearly question has this code")
            cells.wrong("question", words, gettext("Look the code up in the catalogue of yearly questions"))
        return question

    def _compared(self, cells: Cells, sheet: Sheet, question: YearlyQuestion) -> Judged:
        before = self.known.row(sheet, question)
        after = _read(cells, question, before)
        if after is None:
            return _wrong(cells)
        label = _label(cells.row)
        if after == before:
            return Judged(cells.row.number, Outcome.SAME, label, url=sheet.get_absolute_url())
        self._refuse(cells, sheet, question)
        if cells.problems:
            return _wrong(cells)
        stands, shown = written(question, before), written(question, after)
        told = tuple(
            Difference(column_of(name), in_words(question, name, stands[name]), in_words(question, name, shown[name]))
            for name in stands
            if stands[name] != shown[name]
        )
        data = {"sheet": sheet.pk, "version": sheet.version, "question": question.pk, "old": before, "new": after}
        outcome = Outcome.CHANGED if any(stands.values()) else Outcome.NEW
        named = {**data, "label": label}
        return Judged(cells.row.number, outcome, label, differences=told, data=named, url=sheet.get_absolute_url())

    def _refuse(self, cells: Cells, sheet: Sheet, question: YearlyQuestion) -> None:
        """Only who would change something is told: a list that was taken from the portal comes back as it is."""
        code, year = question.printed_code, sheet.rating_year.year
        if not question.is_of_year(year):
            words = gettext("%(code)s is not asked in %(year)s") % {"code": code, "year": year}
            cells.wrong("question", words, gettext("Take the row out, or correct the year or the code"))
        elif sheet.rating_year.is_closed:
            words = gettext("The rating year %(year)s is closed") % {"year": year}
            cells.wrong("year", words, gettext("Its answers stay as they are; take the row out"))
        elif not sheet.rating_year.is_open or not self.known.scope.holds(sheet.path):
            words = gettext("The organisation is no longer in this place in %(year)s") % {"year": year}
            cells.wrong("organization", words, gettext("Take the row out"))
        elif sheet.state == State.APPROVED:
            cells.wrong("organization", gettext("Its sheet is approved"), gettext("Have it reopened first"))
        elif sheet.state == State.SUBMITTED:
            cells.wrong("organization", gettext("Its sheet is submitted"), gettext("Have it returned first"))
        elif not self.known.asks(question, sheet):
            words = gettext("%(code)s is not asked of this organisation") % {"code": code}
            cells.wrong("question", words, gettext("Take the row out, or correct one of the codes"))


def _named(row: Row) -> tuple[str, str, str]:
    return row.get("year"), number_key(row.get("organization")), row.get("question").upper()


def _label(row: Row) -> str:
    return ", ".join(filter(None, (row.get("organization"), row.get("year"), row.get("question"))))


def _wrong(cells: Cells) -> Judged:
    return Judged(cells.row.number, Outcome.ERROR, _label(cells.row), tuple(cells.problems))


def _read(cells: Cells, question: YearlyQuestion, before: Stored) -> Stored | None:
    """The answer as it would stand. An empty cell says nothing."""
    row, names = cells.row, names_of(question)
    if row.get(PART) and PART not in names:
        words = gettext("%(code)s asks for no part") % {"code": question.printed_code}
        cells.wrong(PART, words, gettext("Empty the cell"))
        return None
    typed = {name: text for name in names if (text := row.get(column_of(name)))}
    if not typed:
        return before
    inputs = {name: as_input(question, name, text) for name, text in typed.items()}
    form = AnswerForm({**written(question, before), **inputs}, question=question, initial=initial_of(before))
    if form.is_valid():
        return {**before, **form.row}
    for name, sentences in form.errors.items():
        cells.wrong(column_of(name), *_told(question, name, row.get(column_of(name)), str(sentences[0])))
    return None


def _told(question: YearlyQuestion, name: str, typed: str, sentence: str) -> tuple[str, str]:
    """What is wrong, and how it is mended."""
    offered = choices_of(question).values() if name != PART else ()
    if not offered:
        return sentence.rstrip("."), gettext("Correct the cell")
    unknown = gettext("“%(typed)s” is not known here") % {"typed": typed[:60]}
    return unknown, gettext("Write one of these: %(words)s") % {"words": "; ".join(offered)}

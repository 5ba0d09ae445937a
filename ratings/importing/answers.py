"""Answers to yearly questions from a file, one a row: what would become of each, writing them, taking them back.

They are saved on sheets that are being entered, as a person saves them there: with their history, and never on a sheet
that was submitted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.cells import Cells
from exchange.columns import Column
from exchange.kinds import Change, Difference, Judged, Kind, Outcome, Row, Scope, Touched, Written
from organizations.tree import STEP
from ratings.asked.form import FIELD, PART, AnswerForm, choices_of, initial_of, written
from ratings.asked.questions import may_answer
from ratings.models import Sheet, YearlyQuestion
from ratings.sheets.entry import Entry, answer_key, blank, stored_each
from ratings.sheets.saving import Saving, save_sheets
from ui.refusals import Refused, Stale
from ui.vietnamese import fold, number_key

YEAR, ORGANIZATION, QUESTION, ANSWER = "year", "organization", "question", "answer"
Key = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """What rows of a file are compared with: the sheets of the place by (year, code), its questions by printed code."""

    sheets: Mapping[Key, Sheet]
    questions: Mapping[str, list[YearlyQuestion]]
    stored: Mapping[int, Entry]

    @classmethod
    def of(cls, scope: Scope) -> Known:
        below = Sheet.objects.filter(path__startswith=scope.path, rating_year__state="open")
        sheets = list(below.select_related("rating_year", "organization", "sector").order_by("pk"))
        questions: defaultdict[str, list[YearlyQuestion]] = defaultdict(list)
        for each in YearlyQuestion.objects.filter(root__path=scope.path[:STEP]).prefetch_related("sectors"):
            questions[each.printed_code].append(each)
        by_code = {(str(each.rating_year.year), number_key(each.organization.code)): each for each in sheets}
        return cls(by_code, questions, stored_each([each.pk for each in sheets]))

    def question(self, code: str, sheet: Sheet) -> YearlyQuestion | None:
        found = (each for each in self.questions.get(code.upper(), ()) if may_answer(each, sheet))
        return next(found, None)

    def row(self, sheet: Sheet, question: YearlyQuestion) -> dict[str, Any]:
        key = answer_key(question.pk)
        return self.stored[sheet.pk].get(key) or blank(key)

    def stamp(self) -> str:
        versions = sorted((each.pk, each.version, each.state) for each in self.sheets.values())
        asked = sorted((each.pk, each.wording) for listed in self.questions.values() for each in listed)
        return sha256(repr((versions, asked)).encode()).hexdigest()


class YearlyAnswers(Kind):
    code = "answers"
    title = _("Answers to yearly questions")
    permission = Permission.MANAGE_RATING_YEARS
    columns = (
        Column(YEAR, _("Year"), ("Năm báo cáo",), required=True),
        Column(ORGANIZATION, _("Code of the organisation"), ("Mã tổ chức", "Mã đơn vị"), required=True),
        Column("name", _("Party organisation"), ("Tên tổ chức",), left_out=_("The code says which one it is.")),
        Column(
            QUESTION, _("Code of the question"), ("Mã câu hỏi",), required=True, hint=_("As in the catalogue: H05.")
        ),
        Column("wording", _("Question"), ("Nội dung hỏi",), left_out=_("The code says which one it is.")),
        Column(ANSWER, _("Answer"), ("Số liệu", "Kết quả")),
        Column(PART, _("Of which"), ("Trong đó",)),
    )
    home = "ratings:questions"
    home_title = _("Yearly questions")
    file_name = "mau-tra-loi-cau-hoi-hang-nam"
    guide = (_("One row for each organisation and question, of a year that is open."),)
    examples = ({YEAR: "2025", ORGANIZATION: "TC01", QUESTION: "H02", ANSWER: "40", PART: "38"},)

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        known = Known.of(scope)
        times = Counter(_key(row) for row in rows)
        for row in rows:
            yield _judged(row, known, times[_key(row)])

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        listed = list(changes)
        _save({each.number: each.data for each in listed}, "new", by)
        for each in listed:
            yield Written(each.number, each.data["label"], each.data)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        rows = list(written)
        now = stored_each({each.data["sheet"] for each in rows})
        editable = {each.pk: each.is_editable for each in _sheets(each.data["sheet"] for each in rows)}
        for each in rows:
            key = answer_key(each.data["question"])
            if not editable.get(each.data["sheet"]):
                yield Touched(each.label, gettext("its sheet was submitted since"))
            elif now[each.data["sheet"]].get(key) != each.data["new"]:
                yield Touched(each.label, gettext("was changed since"))

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        _save({each.number: each.data for each in written}, "old", by)

    def stamp(self, scope: Scope) -> str:
        return Known.of(scope).stamp()


def _key(row: Row) -> tuple[str, str, str]:
    return row.get(YEAR), number_key(row.get(ORGANIZATION)), row.get(QUESTION).upper()


def _judged(row: Row, known: Known, times: int) -> Judged:
    cells, label = Cells(row), " ".join(filter(None, (row.get(YEAR), row.get(ORGANIZATION), row.get(QUESTION))))
    for column in (YEAR, ORGANIZATION, QUESTION):
        cells.text(column, required=True)
    if times > 1:
        cells.wrong(QUESTION, gettext("The file answers this twice"), gettext("Keep one row"))
    sheet = known.sheets.get((row.get(YEAR), number_key(row.get(ORGANIZATION))))
    question = known.question(row.get(QUESTION), sheet) if sheet else None
    if not cells.problems and sheet is None:
        cells.wrong(ORGANIZATION, gettext("It has no sheet in an open year"), gettext("Check the year and the code"))
    elif not cells.problems and sheet and not sheet.is_editable:
        cells.wrong(ORGANIZATION, gettext("Its sheet is submitted"), gettext("Have it returned first"))
    elif not cells.problems and question is None:
        cells.wrong(QUESTION, gettext("It is not asked of this organisation"), gettext("Check the code"))
    if cells.problems or sheet is None or question is None:
        return Judged(row.number, Outcome.ERROR, label, tuple(cells.problems))
    return _compared(row, cells, label, sheet, question, known)


def _compared(row: Row, cells: Cells, label: str, sheet: Sheet, question: YearlyQuestion, known: Known) -> Judged:
    before, columns = known.row(sheet, question), {FIELD[question.answer_type]: ANSWER, PART: PART}
    stands = written(question, before)
    typed = {name: _spelled(question, name, row.get(columns[name])) for name in stands if columns[name] in row.cells}
    form = AnswerForm({**stands, **typed}, question=question, initial=initial_of(before))
    if not form.is_valid():
        for name, sentences in form.errors.items():
            cells.wrong(columns[name], str(sentences[0]).rstrip("."), gettext("Correct the cell"))
        return Judged(row.number, Outcome.ERROR, label, tuple(cells.problems))
    after = {**before, **form.row}
    if after == before:
        return Judged(row.number, Outcome.SAME, label)
    shown = written(question, after)
    told = tuple(Difference(columns[name], stands[name], shown[name]) for name in stands if stands[name] != shown[name])
    data = {"sheet": sheet.pk, "question": question.pk, "label": label, "old": before, "new": after}
    outcome = Outcome.NEW if not any(stands.values()) else Outcome.CHANGED
    return Judged(row.number, outcome, label, differences=told, data=data)


def _spelled(question: YearlyQuestion, name: str, text: str) -> str:
    """The word of a choice, as the input has it."""
    words = {fold(word): value for value, word in choices_of(question).items()} if name != PART else {}
    return words.get(fold(text), text)


def _sheets(ids: Iterable[int]) -> list[Sheet]:
    found = Sheet.objects.filter(pk__in=set(ids)).select_related("rating_year", "organization", "sector")
    return list(found.order_by("pk"))


def _save(rows: Mapping[int, Mapping[str, Any]], which: str, by: User) -> None:
    """Each sheet once, at the version that it has now: the stamp has seen that it is the one that was judged."""
    of_sheet: defaultdict[int, Entry] = defaultdict(dict)
    for data in rows.values():
        of_sheet[data["sheet"]][answer_key(data["question"])] = data[which]
    entries = [Saving(sheet, of_sheet[sheet.pk], sheet.version) for sheet in _sheets(of_sheet)]
    try:
        save_sheets(entries=entries, by=by)
    except Stale as stale:
        raise Refused(gettext("A sheet was changed meanwhile. Look at the preview anew.")) from stale

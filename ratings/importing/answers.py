"""Answers to yearly questions as a kind of import: a row for each organisation and question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from ratings.importing import answer_saving
from ratings.importing.answer_judging import AnswerJudging
from ratings.importing.answer_known import stamp
from ratings.importing.columns import ANSWERS
from ratings.sheets.holding import hold_open_years


class YearlyAnswers(Kind):
    code = "yearly_answers"
    title = _("Answers to yearly questions")
    permission = Permission.MANAGE_RATING_YEARS
    columns = ANSWERS
    home = "ratings:questions"
    home_title = _("Yearly questions")
    file_name = "mau-tra-loi-cau-hoi-hang-nam"
    guide = (
        _("One row for each organisation and question; one file may hold several years."),
        _("Answers are written on sheets that are being entered; what was submitted or approved stays."),
        _("An empty cell says nothing: what stands on the portal stays."),
        _("The list of answers of a year, taken from the portal, can be corrected and brought in again."),
    )
    examples = (
        {"year": "2025", "organization": "DU01", "question": "H01", "answer": "4"},
        {"year": "2025", "organization": "DU01", "question": "H02", "answer": "40", "part": "38"},
        {"year": "2025", "organization": "DU01", "question": "H04", "answer": "12/03/2025; Nghị quyết Đại hội; 45"},
        {"year": "2025", "organization": "DU02", "question": "H07", "answer": "Có"},
    )

    def hold(self) -> None:
        hold_open_years()

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        judging = AnswerJudging(rows, scope)
        return (judging.judged(row) for row in rows)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        answer_saving.save((each.data for each in changes), by)
        return (Written(each.number, each.data["label"], each.data) for each in changes)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return answer_saving.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        answer_saving.put_back(written, by)

    def stamp(self, scope: Scope) -> str:
        return stamp(scope)

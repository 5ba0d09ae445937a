"""What the answers to yearly questions count: measures that begin alike, named after the code of the question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from ratings.levels import Level
from ratings.models import AnswerType, YearlyAnswer, YearlyQuestion, YearlySession
from ratings.models.yearly import ASKED

Counted = tuple[int, dict[str, int]]


def measure(code: str, word: str = "") -> str:
    """Of the answer itself, or of what else is counted of it: "part", "units", "held", "people"."""
    return "_".join(filter(None, (ASKED, code, word)))


def count(sheet_ids: QuerySet[Any, Any]) -> Iterator[Counted]:
    """By sheet, in two queries. Counted is what was asked of organisations of the kind that the sheet is of."""
    answers = YearlyAnswer.objects.filter(sheet__in=sheet_ids).order_by().select_related("question")
    for answer in answers.annotate(sheet_kind=F("sheet__kind")):
        if answer.sheet_kind in answer.question.kinds:
            yield answer.sheet_id, of_answer(answer)
    sessions = YearlySession.objects.filter(sheet__in=sheet_ids).order_by()
    named = ("sheet", "sheet__kind", "question__code", "question__audience")
    for pk, kind, code, audience, held, people in sessions.values_list(*named).annotate(Count("pk"), Sum("people")):
        if kind in YearlyQuestion(audience=audience).kinds:
            yield pk, {measure(code): held, measure(code, "people"): people or 0, measure(code, "units"): 1}


def of_answer(answer: YearlyAnswer) -> dict[str, int]:
    """Two numbers of a pair count together or not at all; nothing where nothing is known yet."""
    question = answer.question
    code = question.code
    match question.answer_type:
        case AnswerType.YES_NO if answer.held is not None:
            counted = {measure(code, "held"): int(answer.held)}
        case AnswerType.LEVEL if answer.level is not None:
            counted = {measure(code, "held"): int(answer.level in Level.good_or_better())}
        case AnswerType.COUNT | AnswerType.AMOUNT if answer.number is not None and not question.part_wording:
            counted = {measure(code): answer.number}
        case AnswerType.COUNT | AnswerType.AMOUNT if answer.number is not None and answer.part is not None:
            counted = {measure(code): answer.number, measure(code, "part"): answer.part}
        case _:
            return {}
    return counted | {measure(code, "units"): 1}

"""Answers to yearly questions on their way into the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext

from ratings.asked.questions import may_answer
from ratings.models import Sheet, YearlyAnswer, YearlyQuestion, YearlySession
from ratings.sheets.entry import ANSWER_FIELDS, SESSIONS, Entry, answered, question_id_of
from ratings.sheets.upsert import upsert
from ui.refusals import Refused


def write(written: Mapping[int, Entry]) -> None:
    """Whole rows by sheet."""
    rows = [
        (pk, question, row)
        for pk, rows in written.items()
        for key, row in rows.items()
        if (question := question_id_of(key)) is not None
    ]
    if not rows:
        return
    plain = [{"sheet": pk, "question": of, **{name: row[name] for name in ANSWER_FIELDS}} for pk, of, row in rows]
    upsert(YearlyAnswer, ("sheet", "question"), plain, once={})
    sheets_of: defaultdict[int, list[int]] = defaultdict(list)
    for pk, question, _row in rows:
        sheets_of[question].append(pk)
    of_these = (Q(question=question, sheet__in=sheets) for question, sheets in sheets_of.items())
    YearlySession.objects.filter(reduce(or_, of_these)).delete()
    YearlySession.objects.bulk_create(
        YearlySession(sheet_id=pk, question_id=of, position=position, day=day, topic=topic, people=people)
        for pk, of, row in rows
        for position, (day, topic, people) in enumerate(row[SESSIONS] or (), start=1)
    )


def need_asked(new_rows: Mapping[Sheet, Collection[str]]) -> None:
    """Nobody answers what another root asks, or what is asked of other organisations or in other years."""
    asked = {sheet: answered(keys) for sheet, keys in new_rows.items()}
    if not any(asked.values()):
        return
    known = YearlyQuestion.objects.in_bulk({pk for ids in asked.values() for pk in ids})
    for sheet, ids in asked.items():
        if any(pk not in known or not may_answer(known[pk], sheet) for pk in ids):
            raise Refused(gettext("A yearly question is not asked of this organisation. Load the page again."))

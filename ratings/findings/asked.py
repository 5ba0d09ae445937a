"""Are the yearly questions of the office answered, and whole?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ratings.asked.form import FIELD, PART
from ratings.asked.questions import asked_of
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import AskedFacts, Facts
from ratings.models import Sheet, YearlyAnswer, YearlySession

NAMED = 3


def asked_facts(sheet: Sheet) -> tuple[AskedFacts, ...]:
    questions = asked_of(sheet)
    if not questions:
        return ()
    answers = {each.question_id: each for each in YearlyAnswer.objects.filter(sheet=sheet)}
    listed = set(YearlySession.objects.filter(sheet=sheet).values_list("question", flat=True))

    def given(pk: int, name: str) -> bool:
        return pk in answers and getattr(answers[pk], name) not in (None, "")

    return tuple(
        AskedFacts(
            question_id=each.pk,
            wording=each.wording,
            part_wording=each.part_wording,
            is_answered=each.pk in listed
            or (FIELD[each.answer_type] != "sessions" and given(each.pk, FIELD[each.answer_type])),
            has_part=given(each.pk, PART),
        )
        for each in questions
    )


def answers_missing(facts: Facts) -> Findings:
    """One finding, however many: nobody reads thirty."""
    missing = [each.wording for each in facts.asked if not each.is_answered and not each.has_part]
    if missing:
        yield Finding(
            code="answers_missing",
            severity=Severity.INFO,
            message=_("Yearly questions not answered yet (%(count)s): %(names)s."),
            params={
                "count": len(missing),
                "names": "; ".join(missing[:NAMED]) + (" …" if len(missing) > NAMED else ""),
            },
            remedy=_("Answer them: the report of the year is made of them. Write 0 where there was nothing."),
        )


def half_an_answer(facts: Facts) -> Findings:
    for each in facts.asked:
        if each.part_wording and each.is_answered is not each.has_part:
            there, lacking = each.wording, each.part_wording
            if each.has_part:
                there, lacking = lacking, there
            yield Finding(
                code=f"half_an_answer_{each.question_id}",
                severity=Severity.WARNING,
                message=_("“%(there)s” is entered, but not “%(missing)s”."),
                params={"there": there, "missing": lacking},
                remedy=_("Enter both numbers, or neither."),
            )


CHECKS = (answers_missing, half_an_answer)

"""The form of one yearly question, as it stands on a sheet and as a file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from ratings.asked.sessions import SessionsField
from ratings.levels import Level
from ratings.models import AnswerType, YearlyQuestion
from ratings.models.answers import MORE_THAN_ALL, TOPIC_LENGTH
from ratings.work.form import EMPTY, YES_NO, AnswerField
from ui.days import DayField
from ui.fields import INTEGER_MAX, LocalIntegerField
from ui.forms import PlainLineField

AMOUNT_MAX = 999_999_999_999_999
CHOICES = {AnswerType.YES_NO: YES_NO, AnswerType.LEVEL: tuple((str(value), label) for value, label in Level.choices)}
FIELD = {
    AnswerType.COUNT: "number",
    AnswerType.AMOUNT: "number",
    AnswerType.YES_NO: "held",
    AnswerType.LEVEL: "level",
    AnswerType.DAY: "day",
    AnswerType.TOPIC: "text",
    AnswerType.SESSIONS: "sessions",
}
PART = "part"


class AnswerForm(forms.Form):
    """Every answer may still be missing. The names of its fields are those of the entry of a sheet."""

    def __init__(self, *args: Any, question: YearlyQuestion, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields |= {name: _field(question, name) for name in names_of(question)}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        whole, part = values.get("number"), values.get(PART)
        if whole is not None and part is not None and part > whole:
            self.add_error(PART, str(MORE_THAN_ALL))
        return values

    @property
    def row(self) -> dict[str, Any]:
        """What was read, as the entry of a sheet holds it."""
        values = {name: value or None if name == "sessions" else value for name, value in self.cleaned_data.items()}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def names_of(question: YearlyQuestion) -> tuple[str, ...]:
    own = FIELD[question.answer_type]
    return (own, PART) if question.part_wording else (own,)


def choices_of(question: YearlyQuestion) -> dict[str, str]:
    """{value of the input: word}; empty where anything may be typed."""
    return {value: str(word) for value, word in CHOICES.get(question.answer_type, ())}


def label_of(question: YearlyQuestion, name: str) -> str:
    wording = question.part_wording if name == PART else question.wording
    return f"{wording} ({question.unit})" if question.unit else wording


def initial_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A stored row as the form begins with it."""
    return {**row, "day": date.fromisoformat(row["day"]) if row.get("day") else None}


def written(question: YearlyQuestion, row: Mapping[str, Any]) -> dict[str, str]:
    """How a stored row stands in the inputs."""
    form = AnswerForm(question=question, initial=initial_of(row))
    return {name: _text(form[name].value()) for name in form.fields}


def forms_of(
    questions: Iterable[YearlyQuestion], rows: Mapping[str, Mapping[str, Any]], data: Mapping[str, str] | None = None
) -> dict[str, AnswerForm]:
    """{key: form}. Bound to what `data` has of it, beside what is stored; unbound where that has nothing."""
    made = {}
    for question in questions:
        key = f"q{question.pk}"
        stored = {f"{key}-{name}": text for name, text in written(question, rows.get(key, {})).items()}
        bound = {**stored, **data} if data is not None and stored.keys() & data.keys() else None
        made[key] = AnswerForm(bound, prefix=key, question=question, initial=initial_of(rows.get(key, {})))
    return made


def _text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _field(question: YearlyQuestion, name: str) -> forms.Field:
    label = label_of(question, name)
    match question.answer_type:
        case AnswerType.COUNT:
            return LocalIntegerField(label=label, required=False, min_value=0, max_value=INTEGER_MAX)
        case AnswerType.AMOUNT:
            return LocalIntegerField(label=label, required=False, min_value=0, max_value=AMOUNT_MAX)
        case AnswerType.DAY:
            return DayField(label=label, required=False)
        case AnswerType.TOPIC:
            return PlainLineField(label=label, required=False, max_length=TOPIC_LENGTH)
        case AnswerType.SESSIONS:
            return SessionsField(label=label)
    coerce = int if question.answer_type is AnswerType.LEVEL else "true".__eq__
    choices = [EMPTY, *choices_of(question).items()]
    return AnswerField(label=label, choices=choices, required=False, coerce=coerce, empty_value=None)

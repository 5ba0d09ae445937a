"""The form of the year's work."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.models import Sheet, WorkResult
from ratings.models.questions import AnswerKind, Question
from ratings.models.work import QUESTION_GROUPS, QUESTIONS
from ui.fields import INTEGER_MAX, LocalIntegerField

NUMBER_MAX = {AnswerKind.COUNT: INTEGER_MAX, AnswerKind.MONEY: 9_223_372_036_854_775_807}
YES_NO = (("true", _("Yes")), ("false", _("No")))
EMPTY = ("", "—")


class AnswerField(forms.TypedChoiceField):
    def prepare_value(self, value: Any) -> Any:
        """A stored yes or no as its input has it."""
        return str(value).lower() if isinstance(value, bool) else value


class FieldGroup(NamedTuple):
    title: str
    fields: list[forms.BoundField]


class WorkForm(forms.Form):
    """The year's work in numbers; every number may still be missing."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in QUESTIONS.values():
            if sheet.is_enterprise or not question.enterprises_only:
                self.fields[question.name] = _field(question)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for part in QUESTIONS.values():
            number, whole = values.get(part.name), values.get(part.part_of)
            if number is not None and whole is not None and number > whole:
                self.add_error(part.name, str(part.too_many))
        return values

    @property
    def groups(self) -> list[FieldGroup]:
        return [
            FieldGroup(str(group.title), [self[each.name] for each in group.questions if each.name in self.fields])
            for group in QUESTION_GROUPS
        ]


def _field(question: Question) -> forms.Field:
    label = capfirst(WorkResult._meta.get_field(question.name).verbose_name)  # type: ignore[union-attr]
    if question.kind.is_number:
        limit = NUMBER_MAX[question.kind]
        return LocalIntegerField(label=label, required=False, min_value=0, max_value=limit)
    coerce = int if question.kind is AnswerKind.LEVEL else "true".__eq__
    return AnswerField(
        label=label, choices=[EMPTY, *choices_of(question)], required=False, coerce=coerce, empty_value=None
    )


def choices_of(question: Question) -> list[tuple[str, str]]:
    """(value of the input, word); empty for a number."""
    found = {AnswerKind.LEVEL: Level.choices, AnswerKind.YES_NO: YES_NO}.get(question.kind, ())
    return [(str(value), str(word)) for value, word in found]

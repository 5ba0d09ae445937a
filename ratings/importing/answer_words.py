"""Answers of few values in words, in each language of the portal: what it hands out comes back in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.translation import override

from exchange.tables.texts import key
from ratings.asked.form import CHOICES, FIELD, PART, choices_of
from ratings.importing.words import level_words
from ratings.models import AnswerType, YearlyQuestion


def column_of(name: str) -> str:
    """Of the file, in which this input of the answer stands."""
    return PART if name == PART else "answer"


def as_input(question: YearlyQuestion, name: str, typed: str) -> str:
    """A word as its input has it; anything else as it was typed."""
    return typed if name == PART else _values(question.answer_type).get(key(typed), typed)


def in_words(question: YearlyQuestion, name: str, value: str) -> str:
    return value if name != FIELD[question.answer_type] else choices_of(question).get(value, value)


@cache
def _values(kind: AnswerType) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {key(str(word)): value for value, word in CHOICES.get(kind, ())}
    return found | (_levels(set(found.values())) if kind is AnswerType.LEVEL else {})


def _levels(values: set[str]) -> dict[str, str]:
    return {words: value for words, value in level_words(of_members=False).items() if value in values}

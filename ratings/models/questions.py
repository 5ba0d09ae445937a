"""What a question about the year's work is made of. The questions themselves stand in ratings/models/work.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
PEOPLE = _("people")


class AnswerKind(Enum):
    COUNT = "count"
    MONEY = "money"
    YES_NO = "yes or no"
    LEVEL = "level"

    @property
    def is_number(self) -> bool:
        return self in (AnswerKind.COUNT, AnswerKind.MONEY)


class AnswerMeasures(NamedTuple):
    """The measures of an answer that is no number: one organisation answered, with yes or with good or better."""

    answered: str
    held: str


@dataclass(frozen=True)
class Question:
    """`name` is the field of WorkResult, whose verbose name is what is asked.

    A number is its own measure. Two numbers of a pair, a part and its whole or a value and last year's, are counted
    together or not at all: half of a pair would move a share.
    """

    code: str
    """Printed on paper and kept in files: never given to another question."""
    name: str
    kind: AnswerKind = AnswerKind.COUNT
    unit: Text = PEOPLE
    part_of: str = ""
    too_many: Text = ""
    """What is said where the part is larger than its whole."""
    compared_with: str = ""
    tallied: AnswerMeasures | None = None
    """None for a number."""
    enterprises_only: bool = False

    @property
    def partner(self) -> str:
        return self.part_of or self.compared_with


class QuestionGroup(NamedTuple):
    title: Text
    questions: tuple[Question, ...]

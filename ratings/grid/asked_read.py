"""The yearly questions on the page of a sheet: their forms by chapter, and their answers in words for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ratings.asked.form import AnswerForm, forms_of, label_of, names_of
from ratings.asked.questions import by_chapter
from ratings.grid.differences import in_words
from ratings.grid.material import Material
from ratings.sheets.entry import Row, answer_key, blank
from ui.components import Fact


@dataclass(frozen=True)
class Asked:
    key: str
    form: AnswerForm
    row: Row

    @property
    def facts(self) -> list[Fact]:
        question = self.form.question
        return [Fact(label_of(question, name), in_words(name, self.row)) for name in names_of(question)]


@dataclass(frozen=True)
class AskedGroup:
    title: str
    answers: Sequence[Asked]

    @property
    def facts(self) -> list[Fact]:
        return [fact for each in self.answers for fact in each.facts]


def asked_groups(material: Material, typed: Mapping[str, AnswerForm]) -> list[AskedGroup]:
    made = typed or forms_of(material.questions, material.stored)

    def asked(pk: int) -> Asked:
        key = answer_key(pk)
        return Asked(key, made[key], material.stored.get(key) or blank(key))

    return [AskedGroup(title, [asked(each.pk) for each in found]) for title, found in by_chapter(material.questions)]

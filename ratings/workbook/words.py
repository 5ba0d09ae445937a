"""What stands in a cell for a value of the grid: offered in words, understood in several spellings.

A spelling is the name of the year's rules, its short form, its number or the usual abbreviation, with or without marks,
in any language of the portal.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ratings.asked.form import choices_of as choices_of_answer
from ratings.asked.form import written as answer_written
from ratings.grid import choices as grid_choices
from ratings.grid.material import Material
from ratings.grid.reading import raw_row
from ratings.grid.values import NOT_RATED
from ratings.grounds import Cause, TitleGroup
from ratings.levels import NotRatedReason
from ratings.models import Sheet, YearlyQuestion
from ratings.models.work import QUESTIONS
from ratings.sheets.entry import OWN, WORK, Entry, blank, member_id_of, question_id_of
from ratings.work.form import choices_of
from ui.vietnamese import fold

GRADES = ("self_level", "civil_level")
LISTED = {
    "not_rated_reason": NotRatedReason.choices,
    "title_group": TitleGroup.choices,
    "cause": Cause.choices,
    **dict.fromkeys(("shortcomings_fixed", "opinion_received"), (("yes", _("Yes")), ("no", _("No")))),
}
ABBREVIATIONS = {"htxsnv": "4", "httnv": "3", "htnv": "2", "khtnv": "1", "kxl": NOT_RATED}
# As workbooks of earlier releases wrote them, and people still do.
ABBREVIATIONS |= {"htxs": "4", "htt": "3", "kht": "1"}


def offered(sheet: Sheet, key: str, name: str) -> dict[str, str]:
    """{value of the input: word}; empty where anything may be typed."""
    words = known(sheet, key, name)
    if name != "not_rated_reason":
        return words
    return {reason.value: words[reason.value] for reason in NotRatedReason.fitting(of_member=key != OWN)}


def known(sheet: Sheet, key: str, name: str) -> dict[str, str]:
    """What is offered, and what may stand there from before."""
    if name == "level":
        choices = grid_choices.own_choices(sheet) if key == OWN else grid_choices.member_choices(sheet)
        return {value: str(long) for value, _short, long, _tone in choices}
    if name in GRADES:
        return {
            value: str(long) for value, _short, long, _tone in grid_choices.member_choices(sheet) if value != NOT_RATED
        }
    if name in LISTED and key != WORK:
        return {str(value): str(word) for value, word in LISTED[name]}
    return dict(choices_of(QUESTIONS[name])) if key == WORK else {}


def inputs(material: Material, rows: Entry, key: str) -> dict[str, str]:
    """How a row stands in the inputs of the sheet's page."""
    row = rows.get(key) or blank(key)
    if question := question_of(material, key):
        return answer_written(question, row)
    if key != WORK:
        return raw_row(row, key)
    return {name: "" if value is None else str(value).lower() for name, value in row.items()}


def question_of(material: Material, key: str) -> YearlyQuestion | None:
    asked = question_id_of(key)
    return next((each for each in material.questions if each.pk == asked), None)


def word(sheet: Sheet, key: str, name: str, raw: str) -> str:
    return known(sheet, key, name).get(raw, raw)


class Spellings:
    """Reads words back for one sheet; what it does not know stays as it was typed, for the form to say so."""

    def __init__(self, material: Material):
        self.material, self.sheet = material, material.sheet
        self.known: dict[tuple[str, str], Mapping[str, str]] = {}

    def value(self, key: str, name: str, text: str) -> str:
        kind = "" if member_id_of(key) is not None else key
        if (kind, name) not in self.known:
            self.known[kind, name] = self._spellings(kind, name)
        known = self.known[kind, name]
        return known.get(fold(text), text) if known else text

    def _spellings(self, key: str, name: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                question = question_of(self.material, key)
                words = choices_of_answer(question) if question else known(self.sheet, key, name)
                found |= {fold(name): value for value, name in words.items()} | {value: value for value in words}
                found |= self._short(key, name, words)
        return found

    def _short(self, key: str, name: str, words: Mapping[str, str]) -> dict[str, str]:
        if name not in ("level", *GRADES) or key == WORK or question_id_of(key) is not None:
            return {}
        choices = (
            grid_choices.own_choices(self.sheet)
            if key == OWN and name == "level"
            else grid_choices.member_choices(self.sheet)
        )
        short = {fold(name): value for value, name, _long, _tone in choices if value in words}
        return short | {name: value for name, value in ABBREVIATIONS.items() if value in words}

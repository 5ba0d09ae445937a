"""The cells of one row read into values, with what is wrong in each gathered as it is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from exchange.kinds import Problem, Row
from ui.days import DayField, PastDayField
from ui.forms import PlainLineField
from ui.vietnamese import fold

YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS = {False: DayField(required=False), True: PastDayField(required=False)}


class Cells:
    def __init__(self, row: Row):
        self.row = row
        self.problems: list[Problem] = []

    def wrong(self, column: str, sentence: str, mend: str = "", url: str = "") -> None:
        self.problems.append(Problem(column, sentence, mend, url))

    def is_wrong(self, *columns: str) -> bool:
        return any(problem.column in columns for problem in self.problems)

    def text(self, column: str, *, field: forms.CharField | None = None, required: bool = False) -> str:
        """`field`: of the model's own form, so that a file may hold what could be typed, and nothing else."""
        typed = self.row.get(column)
        if not typed and required:
            self.missing(column)
        return str(self._cleaned(column, field or PlainLineField(required=False), typed) or "") if typed else ""

    def day(self, column: str, *, past: bool = True, required: bool = False) -> date | None:
        typed = self.row.get(column)
        if not typed and required:
            self.missing(column)
        if YEAR.fullmatch(typed):
            self.wrong(column, gettext("Only the year stands here"), gettext("Write day, month and year: 31/12/2024"))
            return None
        found = self._cleaned(column, _DAYS[past], typed) if typed else None
        return found if isinstance(found, date) else None

    def choice(
        self, column: str, words: Mapping[str, str], *, required: bool = False, offered: Iterable[object] = ()
    ) -> str:
        """`words`: {folded words: value}; `offered`: those to be named to whoever wrote another."""
        typed = self.row.get(column)
        if not typed:
            if required:
                self.missing(column)
            return ""
        if (found := words.get(fold(typed))) is None:
            self.wrong(
                column,
                gettext("“%(typed)s” is not known here") % {"typed": typed[:60]},
                gettext("Write one of these: %(words)s") % {"words": "; ".join(map(str, offered))}
                if offered
                else gettext("Write one of the words that the template offers"),
            )
            return ""
        return found

    def missing(self, column: str) -> None:
        self.wrong(column, gettext("Nothing stands here"), gettext("Fill the cell in"))

    def _cleaned(self, column: str, field: forms.Field, typed: str) -> object:
        try:
            return field.clean(typed)
        except ValidationError as error:
            self.wrong(column, " ".join(error.messages).rstrip("."), gettext("Correct the cell"))
            return None

"""The points and tasks of a row, as a decision that sets its level anew leaves them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from ratings import rules
from ratings.grid.reading import read_members
from ratings.grid.row_form import FIXED, TASKS, field_of
from ratings.grid.values import POINTS, written
from ratings.models import Sheet
from ratings.sheets.entry import Row, stored

SCORED = (*POINTS, *TASKS, FIXED)


class ScoredForm(forms.Form):
    """They stand in it as they are; what is not sent stays. None in years whose rules know no points."""

    row_of_scores: Row = {}
    key = ""

    def ask_scores(self, sheet: Sheet, key: str) -> None:
        row = stored(sheet).get(key)
        if row is None or rules.by_code(sheet.rating_year.rule_set).points is None:
            return
        self.key, self.row_of_scores = key, row
        for name in SCORED:
            self.fields[name] = field_of(name)
            self.initial[name] = written(name, row[name])
        for name, most in POINTS.items():
            self.fields[name].help_text = gettext("0 to %(most)s") % {"most": most}

    @property
    def scored(self) -> list[forms.BoundField]:
        return [self[name] for name in SCORED if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.scores = self._read() if self.key else {}
        return data

    def _read(self) -> Row:
        """As the grid reads them."""
        sent = {f"{self.key}-{name}": self.data.get(name, self.initial[name]) for name in SCORED}
        typed = read_members(
            {**sent, f"{self.key}-note": ""},
            prefix="",
            keys=[self.key],
            stored={self.key: self.row_of_scores},
            names=SCORED,
        )
        for name, sentence in typed.errors.get(self.key, {}).items():
            self.add_error(name if name in self.fields else None, sentence)
        return {name: row[name] for row in typed.entry.values() for name in SCORED}

    def refuse_new_scores(self) -> None:
        for name, value in self.scores.items():
            if value != self.row_of_scores[name]:
                words = gettext("New points and tasks go with “rated again” only: put back what stood here.")
                self.add_error(name, words)
                return

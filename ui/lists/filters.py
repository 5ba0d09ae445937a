"""What a list is narrowed by: a form over the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import ChoiceField, ModelChoiceField
from django.http import QueryDict

from ui.moments import day


class ListFilter(forms.Form):
    """`implied`: fields that narrow even when nothing is chosen, each with the value that takes this away.

    `search`: the field that stands open above the list; the others are folded and told as chips. A hidden field says
    which list it is, so it goes along wherever one goes in it.
    """

    implied: ClassVar[Mapping[str, str]] = {}
    search: ClassVar[str] = "q"

    def __init__(self, asked: QueryDict, **kwargs: Any):
        super().__init__(asked, **kwargs)

    def narrowing(self) -> dict[str, str]:
        """{field: words} of all that narrows, the search included; nothing of a form that isn't valid."""
        if not self.is_valid():
            return {}
        return {
            name: said(self.fields[name], value)
            for name, value in self.cleaned_data.items()
            if name in self.fields and self._narrows(name, value)
        }

    @property
    def named(self) -> list[str]:
        """Fields that say which list it is."""
        return [bound.name for bound in self.hidden_fields()]

    def words(self) -> dict[str, str]:
        """{label: words}, for the line of a workbook that says what it shows."""
        chosen = {name: words for name, words in self.narrowing().items() if name not in self.named}
        return {str(self.fields[name].label): words for name, words in chosen.items()}

    def _narrows(self, name: str, value: Any) -> bool:
        if name in self.implied:
            return value != self.implied[name]
        return value not in (None, "", False)


def said(field: forms.Field, value: Any) -> str:
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        return str(dict(_flat(field.choices)).get(value, value))
    return day(value) if hasattr(value, "isoformat") else str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    listed: list[tuple[Any, Any]] = []
    for value, words in choices:
        listed += words if isinstance(words, list | tuple) else [(value, words)]
    return listed

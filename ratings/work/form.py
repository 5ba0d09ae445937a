"""The form of the year's work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from ratings.levels import Level
from ratings.models import Sheet, WorkResult
from ratings.work.fields import ENTERPRISE_ONLY, WITHIN, WORK_GROUPS
from ui.fields import INTEGER_MAX, LocalIntegerField

MONEY_MAX = 9_223_372_036_854_775_807
YES_NO = (("", "—"), ("true", gettext_lazy("Yes")), ("false", gettext_lazy("No")))


class WorkForm(forms.Form):
    """The year's work in numbers; every number may still be missing."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for _title, names in WORK_GROUPS:
            for name in names:
                if sheet.organization.is_enterprise or name not in ENTERPRISE_ONLY:
                    self.fields[name] = _work_field(name)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for part, (whole, sentence) in WITHIN.items():
            if values.get(part) is not None and values.get(whole) is not None and values[part] > values[whole]:
                self.add_error(part, sentence)
        return values

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(str(title), [self[name] for name in names if name in self.fields]) for title, names in WORK_GROUPS]


def _work_field(name: str) -> forms.Field:
    label = capfirst(WorkResult._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    if name == "ethics_standards":
        return forms.TypedChoiceField(
            label=label, choices=YES_NO, required=False, coerce=lambda value: value == "true", empty_value=None
        )
    if name == "political_task_level":
        choices = [("", "—"), *Level.choices]
        return forms.TypedChoiceField(label=label, choices=choices, required=False, coerce=int, empty_value=None)
    limit = MONEY_MAX if name in ("revenue", "revenue_previous", "budget_paid") else INTEGER_MAX
    return LocalIntegerField(label=label, required=False, min_value=0, max_value=limit)

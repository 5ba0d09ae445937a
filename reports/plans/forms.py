"""What is planned of an indicator for a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.indicators.limits import refuse_above_whole
from reports.published.reading import number_of
from ui.fields import LocalIntegerField
from ui.forms import CHOOSE, PlainLineField
from ui.refusals import at

FIRST_YEAR, LAST_YEAR = 1945, 2099


class PlanForm(forms.Form):
    indicator = forms.ChoiceField(label=_("Indicator"))
    year = LocalIntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    value = PlainLineField(label=_("Plan"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(each.code, str(each.name)) for each in INDICATORS]
        self.fields["indicator"].choices = [("", CHOOSE), *named]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if {"indicator", "value"} <= data.keys():
            with at("value"):
                data["value"] = planned(data["value"], data["indicator"])
        return data


def planned(typed: str, indicator: str) -> Decimal:
    """Also with its sign of percent."""
    number = typed.strip()
    found = number_of(number.removesuffix("%"), BY_CODE[indicator].unit, "%" if number.endswith("%") else "")
    refuse_above_whole(BY_CODE[indicator], found)
    return found

"""What is planned of an indicator for a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.indicators.limits import refuse_above_whole
from reports.published.reading import number_of
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import CHOOSE, PlainLineField, long_text
from ui.refusals import at

FIRST_YEAR, LAST_YEAR = 1945, 2099


class DecisionForm(forms.Form):
    """Asked for where the year is closed, which the action knows."""

    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    decided_on = PastDayField(label=_("Date of the decision"), required=False)
    reason = long_text(_("Why the plan is changed"), required=False)

    @property
    def asks_for_a_decision(self) -> bool:
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in DecisionForm.base_fields)


class PlanForm(DecisionForm):
    indicator = forms.ChoiceField(label=_("Indicator"))
    year = LocalIntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    value = PlainLineField(label=_("Plan"), max_length=20)
    field_order = ["indicator", "year", "value"]

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

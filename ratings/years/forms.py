"""The settings of a rating year, and why a closed one is reopened."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ratings.models import RatingYear
from ui.days import DayField
from ui.forms import long_text


class ReopenYearForm(forms.Form):
    reason = long_text(
        gettext_lazy("Why it is reopened"), error_messages={"required": gettext_lazy("Write why it is reopened.")}
    )


class YearForm(forms.ModelForm):
    """Dates and what the texts leave open about the cap; a change has a reason and stands in the trail."""

    opens_on = DayField(label=gettext_lazy("Opens on"))
    cells_due_on = DayField(label=gettext_lazy("Cells submit by"))
    grassroots_due_on = DayField(label=gettext_lazy("Grassroots organisations submit by"))
    closes_on = DayField(label=gettext_lazy("Closes on"))
    reason = long_text(
        gettext_lazy("Reason of the change"),
        error_messages={"required": gettext_lazy("Write the reason of the change.")},
    )

    class Meta:
        model = RatingYear
        fields = (
            "rule_set",
            "opens_on",
            "cells_due_on",
            "grassroots_due_on",
            "closes_on",
            "cap_base",
            "cap_rounding",
            "cap_minimum_group",
            "cap_enforced",
        )
        help_texts = {
            "cap_rounding": gettext_lazy(
                "Where the share comes to no whole number, for example 2.8 of 14 at 20 percent."
            ),
            "cap_minimum_group": gettext_lazy(
                "Groups of fewer, rated and not yet entered together, have no cap. 0: every group is under it."
            ),
        }

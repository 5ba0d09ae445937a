"""The settings of a rating year, and why a closed one is reopened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.models import RatingYear
from ui.days import DayField
from ui.forms import long_text


class ReopenYearForm(forms.Form):
    reason = long_text(_("Why it is reopened"), error_messages={"required": _("Write why it is reopened.")})


class YearForm(forms.ModelForm):
    """Dates and what the texts leave open about the cap; a change has a reason and stands in the trail."""

    opens_on = DayField(label=_("Opens on"))
    cells_due_on = DayField(label=_("Cells submit by"))
    grassroots_due_on = DayField(label=_("Grassroots organisations submit by"))
    closes_on = DayField(label=_("Closes on"))
    reason = long_text(
        _("Reason of the change"),
        error_messages={"required": _("Write the reason of the change.")},
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
            "cap_rounding": _("Where the share comes to no whole number, for example 2.8 of 14 at 20 percent."),
            "cap_minimum_group": _(
                "Groups of fewer, rated and not yet entered together, have no cap. 0: every group is under it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["reason"].required = False

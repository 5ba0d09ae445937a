"""The settings of a rating year, and by which decision it is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ratings.approval.forms import ApproveForm
from ratings.models import RatingYear
from ui.days import DayField
from ui.fields import LocalIntegerField
from ui.forms import long_text
from ui.numbers import format_integer


class CloseYearForm(ApproveForm):
    """`still_open`: how many sheets stand still with the close; then it has a reason, and is meant."""

    reason = long_text("", error_messages={"required": _("Write the reason: everybody concerned reads it.")})
    understood = forms.BooleanField()

    def __init__(self, *args: Any, still_open: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not still_open:
            del self.fields["understood"]
        self.fields["reason"].required = bool(still_open)
        self._word(still_open)

    def _word(self, still_open: int) -> None:
        number = {"count": format_integer(still_open)}
        why = ngettext(
            "Why it is closed with %(count)s open sheet", "Why it is closed with %(count)s open sheets", still_open
        )
        self.fields["reason"].label = why % number if still_open else gettext("Remark")
        if "understood" in self.fields:
            tick = ngettext(
                "I understand that %(count)s sheet stands still as said above",
                "I understand that %(count)s sheets stand still as said above",
                still_open,
            )
            self.fields["understood"].label = tick % number
            self.fields["understood"].error_messages["required"] = gettext(
                "Tick that you have read what becomes of the open sheets."
            )


class YearForm(forms.ModelForm):
    """Dates and what the texts leave open about the cap; a change has a reason and stands in the trail."""

    opens_on = DayField(label=_("Opens on"))
    cells_due_on = DayField(label=_("Cells submit by"))
    grassroots_due_on = DayField(label=_("Grassroots organisations submit by"))
    closes_on = DayField(label=_("Closes on"))
    cap_minimum_group = LocalIntegerField(
        label=_("Smallest group under the cap"),
        min_value=0,
        max_value=1_000,
        help_text=_("Groups of fewer, rated and not yet entered together, have no cap. 0: every group is under it."),
    )
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
            "cap_rounding": _(
                "Where the share comes to no whole number, for example 2.8 of 14 at 20 percent. The rules are silent; "
                "a guide of one Party committee rounds to the nearest, from a half up (HD 03-HD/TVĐU of 10/9/2026, "
                "part III.6; to be confirmed)."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["reason"].required = False

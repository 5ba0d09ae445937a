"""The decision that raises the share of a group, and why one is taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField, OrganizationFinder
from ratings.models.raised import CAPPED, KINDS, MOST, RULE
from ratings.years.raised import places
from ui.days import PastDayField
from ui.forms import PlainLineField, long_text
from ui.pickers.fields import PickingForm

GROUPS = [
    ("", _("Choose")),
    (_("Members of the grassroots organisation"), CAPPED),
    (_("Organisations directly below"), KINDS),
]


class RaiseForm(PickingForm, forms.Form):
    organization = OrganizationField(
        search="ratings:pick_raised", label=_("Party organisation"), help_text=TYPE_TO_CHOOSE
    )
    group = forms.ChoiceField(
        label=_("Group"), choices=GROUPS, error_messages={"required": _("Choose the group that the decision names.")}
    )
    percent = forms.TypedChoiceField(
        label=_("At most excellent"),
        choices=[(percent, f"{percent}%") for percent in range(MOST, RULE, -1)],
        coerce=int,
    )
    decision_number = PlainLineField(
        label=_("Decision number"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decided_on = PastDayField(
        label=_("Date of the decision"), error_messages={"required": _("Write the date of the decision.")}
    )
    ground = long_text(
        _("Ground"),
        max_length=500,
        help_text=_("The outstanding, breakthrough results that the decision names."),
        error_messages={"required": _("Write on what ground the share is raised.")},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["organization"].search_in(OrganizationFinder(places(by)))


class TakeBackForm(forms.Form):
    raised = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31)
    reason = long_text(
        _("Why it is taken back"),
        rows=2,
        max_length=500,
        error_messages={"required": _("Write why it is taken back.")},
    )

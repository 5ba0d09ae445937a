"""What people type to take a member in, to refuse one, and to correct what is planned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.changes import Change, Move
from members.forms import ForeseenForm, place_of
from members.models import Deed
from members.pickers import cells_within
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField
from ui.days import ComingDayField, PastDayField
from ui.forms import PlainLineField, long_text
from ui.pickers.fields import PickingForm


class AcceptForm(PickingForm, ForeseenForm):
    organization = OrganizationField(
        search="members:pick_cell", label=_("Cell that takes the member in"), help_text=TYPE_TO_CHOOSE
    )
    on = PastDayField(label=_("Belongs there from"))

    field_order = ["organization", "on", "foreseen"]

    def __init__(self, *args: Any, deed: Deed, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.deed = deed
        finder = cells_within(by, deed.target) if deed.target else None
        if finder:
            self.fields["organization"].search_in(finder)
            only = list(finder.records[:2])
            self.initial.setdefault("organization", only[0] if len(only) == 1 else None)

    def change(self, data: dict[str, Any]) -> Change:
        return Move(self.deed.member, place_of(self.deed.member), data["organization"], data["on"])


class RefuseForm(forms.Form):
    reason = long_text(
        _("Why the member is not taken in"),
        max_length=300,
        error_messages={"required": _("Write why: whoever sent the member has to know.")},
    )


class CorrectPlanForm(forms.Form):
    on = ComingDayField(label=_("Day"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)

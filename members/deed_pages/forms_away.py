"""The member stays on the list of the cell, but is not active there for a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.days import a_year_after
from members.deed_pages.forms import BeyondForm, DayForm, reason_field
from members.models import LifeEvent
from members.pickers import editable_cells
from organizations.pickers import OrganizationField
from ui.days import DayField
from ui.pickers.fields import PickingForm
from ui.wrong import asked

Kind = LifeEvent.Kind
# Regulation 24-QĐ/TW, item 6: from three months to under a year; for study up to two years.
SHORTEST = timedelta(days=90)


class RestForm(DayForm):
    kind = forms.TypedChoiceField(
        label=_("What"),
        coerce=Kind,
        choices=[(kind.value, kind.label) for kind in (Kind.EXEMPTED, Kind.SUSPENDED)],
    )
    note = reason_field()
    until = DayField(
        label=_("Until"),
        required=False,
        help_text=_("Empty where no last day is decided, as with an exemption for age or illness."),
    )

    field_order = ["kind", "note", "on", "until", "decision_number"]


class LendForm(PickingForm, BeyondForm, DayForm):
    host = OrganizationField(
        search="members:pick_cell",
        label=_("Temporarily at"),
        required=False,
        help_text=_("The cell, if it is on our list; otherwise write below where."),
    )
    until = DayField(label=_("Until"))
    confirmed = forms.BooleanField(label=_("It is decided so; go on"), required=False, widget=forms.HiddenInput)

    field_order = ["host", "elsewhere", "beyond", "on", "until", "decision_number", "confirmed"]

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, by=by, **kwargs)
        host: Any = self.fields["host"]
        host.search_in(editable_cells(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        known = data.pop("confirmed", False)
        on, until = data.get("on"), data.get("until")
        sentence = _unusual(on, until) if on and until else None
        if sentence:
            self.fields["confirmed"].widget = forms.CheckboxInput()
        if sentence and not known:
            self.add_error("confirmed", asked([sentence]))
        return data


def _unusual(on: date, until: date) -> Any:
    if until - on < SHORTEST:
        return _("For less than three months nobody is transferred. If it is decided so, tick here and send it again.")
    if until >= a_year_after(on):
        return _("A year and longer is for study only, two years at most. If it is so, tick here and send it again.")
    return None

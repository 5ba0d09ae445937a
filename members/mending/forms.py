"""What was wrong and why: what follows is said first, and done when the person ticks that they know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.changes import foreseen
from members.mending import correcting, revoking
from members.mending.mend import foresee, sentences
from members.models import LifeEvent, Member
from members.pickers import editable_cells
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField
from ui.days import DayField, PastDayField
from ui.forms import PlainLineField, PlainTextField, accepted
from ui.pickers.fields import PickingForm
from ui.wrong import asked


class RevokeForm(forms.Form):
    reason = PlainTextField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    known = forms.BooleanField(label=_("I know this; go on"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: LifeEvent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event = event

    def alter(self) -> Callable[[Member], None]:
        return revoking.without(self.event)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors:
            self._ask(bool(data.get("known")))
        return data

    def _ask(self, known: bool) -> None:
        found = accepted(self, foresee, member=self.event.member, alter=self.alter())
        if found is None:
            return
        said = [*sentences(found), *(sentence for move in found for sentence in foreseen(move))]
        if said:
            self.fields["known"].widget = forms.CheckboxInput()
        if said and not known:
            self.add_error("known", asked([*said, _("If it is to be so, tick here and send the form again.")]))


class CorrectEventForm(PickingForm, RevokeForm):
    """Of the fields those that its kind has."""

    kind = forms.ChoiceField(
        label=_("Leaves the list because"), choices=[(kind.value, kind.label) for kind in LifeEvent.Kind.endings()]
    )
    organization = OrganizationField(
        search="members:pick_cell", label=_("Party organisation"), help_text=TYPE_TO_CHOOSE
    )
    happened_on = PastDayField(label=_("Date of the decision"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    admitted_on = PastDayField(label=_("Admitted to the Party on"), help_text=_("The day of the ceremony."))
    official_on = PastDayField(label=_("Full member since"))
    until = DayField(label=_("Until"), required=False)
    note = PlainTextField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, event: LifeEvent, by: User, **kwargs: Any):
        super().__init__(*args, event=event, initial=correcting.facts_of(event), **kwargs)
        self.names = correcting.names(event)
        if "organization" in self.names:
            self.fields["organization"].search_in(editable_cells(by))
        for name in [*self.fields]:
            if name not in (*self.names, "reason", "known"):
                del self.fields[name]
        self.order_fields([*self.names, "reason", "known"])

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}

    def alter(self) -> Callable[[Member], None]:
        return correcting.altered(self.event, self.facts())

"""What the list of events is narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.models import LifeEvent
from members.pickers import places_seen
from organizations.models import Sector
from organizations.pickers import OrganizationField
from ui.days import AddressDayInput, DayField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter
from ui.pickers.fields import PickerInput


class EventFilter(ListFilter):
    q = PlainLineField(label=_("Name, number or year of birth"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Event"), required=False, choices=[("", _("All")), *LifeEvent.Kind.choices])
    organization = OrganizationField(
        search="members:pick_place",
        label=_("Party organisation"),
        required=False,
        widget=PickerInput(with_button=False),
    )
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    since = DayField(label=_("From the day"), required=False, widget=AddressDayInput)
    until = DayField(label=_("Up to the day"), required=False, widget=AddressDayInput)

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.fields["organization"].search_in(places_seen(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("since"), data.get("until")
        if first and last and last < first:
            self.add_error("until", _("This day is before the first one. Exchange the two."))
        return data

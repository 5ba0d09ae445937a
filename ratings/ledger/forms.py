from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.filters import years_before
from members.ledger.flows import Period
from members.pickers import places_seen
from organizations.models import Organization, Sector
from organizations.pickers import OrganizationField
from organizations.roots import from_the_top
from ui.days import AddressDayInput, PastDayField
from ui.pickers.fields import PickerInput, PickingForm


class LedgerForm(PickingForm, forms.Form):
    """Of nothing chosen: all that the person sees, in the calendar year that runs."""

    organization = OrganizationField(
        search="members:pick_place",
        label=_("Organisation and all below it"),
        required=False,
        widget=PickerInput(with_button=False),
    )
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    first = PastDayField(label=_("From"), required=False, widget=AddressDayInput)
    last = PastDayField(label=_("Up to and with"), required=False, widget=AddressDayInput)

    def __init__(self, asked: QueryDict, *, by: User):
        super().__init__(asked)
        self.by = by
        self.fields["organization"].search_in(places_seen(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        organization = data.get("organization") or topmost(self.by)
        if organization is None:
            self.add_error("organization", _("Choose a Party organisation."))
        elif data.get("sector") and organization.parent_id is not None:
            self.add_error("sector", _("Only a whole Party organisation has sectors. Choose that, or no sector."))
        today = timezone.localdate()
        last = data.get("last") or _end_of(data.get("first"), today)
        first = data.get("first") or date(last.year, 1, 1)
        if first > last:
            self.add_error("last", _("The last day comes before the first one. Check both."))
        return {**data, "organization": organization, "first": first, "last": last}

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


def _end_of(first: date | None, today: date) -> date:
    return min(today, date(first.year, 12, 31)) if first else today


def topmost(by: User) -> Organization | None:
    return from_the_top(by, Organization.objects.visible_to(by, Permission.VIEW_MEMBERS)).first()


def a_year_before(period: Period) -> Period:
    """The same days; of a period that ends with February its last one."""
    following = years_before(period.last + timedelta(days=1), 1)
    return Period(years_before(period.first, 1), following - timedelta(days=1))

"""What the list of organisations is narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Sector, UnitType
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

ALL = ("", _("All"))
UNTOLD = "untold"
ANY = "any"


class StateField(forms.ChoiceField):
    """Empty: who stands today. Addresses of before that was so said it."""

    def to_python(self, value: object) -> str:
        return "" if value == "open" else super().to_python(value)


class OrganizationFilter(ListFilter):
    implied = {"state": ANY}

    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    unit_type = forms.ChoiceField(
        label=_("Type of unit"), required=False, choices=[ALL, *UnitType.choices, (UNTOLD, _("Not told yet"))]
    )
    kind = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[ALL, ("grassroots", _("Grassroots Party organisations")), *Organization.Kind.choices],
    )
    state = StateField(
        label=_("State"), required=False, choices=[("", _("Standing today")), ("closed", _("Ended")), (ANY, _("All"))]
    )

"""The forms of deeds on several organisations: moved, handed over, merged, divided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.deeds.keepers import keepers
from organizations.deeds.pages.forms import (
    DecisionForm,
    NewForm,
    choose_organization,
    choose_sector,
    choose_unit_type,
    missing,
    new_code,
    new_name,
)
from organizations.models import Kind, Organization

ONLY_ANEW = _("Only where a new organisation goes on.")
OF_RISING = _("Only of a cell that becomes a grassroots cell. Empty: as the committee has it that the cell leaves.")


def _below(organization: Organization) -> list[tuple[int, str]]:
    here = organization.children.open_on(timezone.localdate()).order_by("path")
    return [(each.pk, f"{each.name} ({each.get_kind_display()})") for each in here]


class MoveForm(DecisionForm):
    """A cell that rises comes to have a sector and a type of unit; where nothing can rise, nothing is asked."""

    field_order = ["parent", "sector", "unit_type"]
    parent = choose_organization(
        label=_("Belongs to from then on"),
        error_messages=missing(_("Choose the organisation to which it belongs from then on.")),
    )
    sector = choose_sector(_("Sector"), help_text=OF_RISING)
    unit_type = choose_unit_type(_("Type of unit"), help_text=OF_RISING)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        if not self._may_rise():
            del self.fields["sector"], self.fields["unit_type"]

    def _may_rise(self) -> bool:
        return self.organization.places.filter(kind=Kind.SUBORDINATE_CELL).exists()

    @property
    def nature(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("sector", "unit_type") if name in self.fields}


class HandOverForm(MoveForm):
    field_order = ["parent", "organizations", "sector", "unit_type"]
    organizations = forms.TypedMultipleChoiceField(
        label=_("What is handed over"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=missing(_("Tick at least one organisation that is handed over.")),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["organizations"].choices = _below(organization)

    def _may_rise(self) -> bool:
        return self.organization.parent_id is not None


class MergeForm(DecisionForm):
    one_of = ("code", "name")
    field_order = ["other", "third", "goes_on", "code", "name"]
    other = choose_organization(
        label=_("Merged with"), error_messages=missing(_("Choose the organisation with which it is merged."))
    )
    third = choose_organization(label=_("And with"), required=False)
    goes_on = forms.ChoiceField(
        label=_("What goes on"),
        widget=forms.RadioSelect,
        error_messages=missing(_("Choose which organisation goes on after the merger.")),
    )
    code = new_code(required=False, help_text=ONLY_ANEW)
    name = new_name(required=False, help_text=ONLY_ANEW)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["goes_on"].choices = [
            ("this", gettext("%(name)s: the others become part of it") % {"name": organization.name}),
            ("other", _("The one it is merged with: the others become part of that")),
            ("new", _("A new organisation, which all become together")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._refuse_twice([self.organization], "other", "third")
        if data.get("goes_on") == "new":
            for name in ("code", "name"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return data

    def _refuse_twice(self, chosen: list[Organization], *names: str) -> None:
        for name in names:
            each = self.cleaned_data.get(name)
            if each is not None and each in chosen:
                sentence = gettext("%(name)s is merged with itself. Choose another organisation.")
                self.add_error(name, ValidationError(sentence % {"name": each.name}))
            chosen += [each] if each else []

    @property
    def merged(self) -> list[Organization]:
        others = [self.cleaned_data[name] for name in ("other", "third") if self.cleaned_data[name]]
        return [self.organization, *others]


class SplitForm(NewForm):
    field_order = ["code", "name", "part"]
    part = forms.TypedMultipleChoiceField(
        label=_("What goes to the new organisation"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=missing(_("Tick who or what goes to the new organisation, one at least.")),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["part"].choices = (
            [each for keeper in keepers() for each in keeper.parts(organization)]
            if organization.is_cell
            else _below(organization)
        )

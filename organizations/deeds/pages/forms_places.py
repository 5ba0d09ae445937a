"""The forms of deeds on several organisations: moved, handed over, merged, divided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.deeds.keepers import keepers
from organizations.deeds.pages.forms import DecisionForm, NewForm, choose_organization, missing, new_code, new_name
from organizations.models import Organization


def _below(organization: Organization) -> list[tuple[int, str]]:
    here = organization.children.open_on(timezone.localdate()).order_by("path")
    return [(each.pk, f"{each.name} ({each.get_kind_display()})") for each in here]


class MoveForm(DecisionForm):
    field_order = ["parent"]
    parent = choose_organization(
        label=_("Belongs to from then on"),
        error_messages=missing(_("Choose the organisation to which it belongs from then on.")),
    )


class HandOverForm(MoveForm):
    field_order = ["parent", "organizations"]
    organizations = forms.TypedMultipleChoiceField(
        label=_("What is handed over"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=missing(_("Tick at least one organisation that is handed over.")),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["organizations"].choices = _below(organization)


class MergeForm(DecisionForm):
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
    code = new_code(required=False)
    name = new_name(required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["goes_on"].choices = [
            ("this", organization.name),
            ("other", _("The one it is merged with")),
            ("new", _("A new organisation")),
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

"""The forms of deeds: the decision, and what each deed asks besides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision
from organizations.deeds.keepers import keepers
from organizations.deeds.pages.reach import changeable_by
from organizations.models import Kind, Organization, Sector, UnitType
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField, OrganizationFinder
from ui.days import PastDayField
from ui.forms import PlainLineField, PlainNameField, PlainTextField, ask_to_choose
from ui.pickers.fields import PickingForm

CHOOSE = [("", _("Choose"))]


def changeable(by: User) -> OrganizationFinder:
    """What the person may reorganise and that still exists."""
    return OrganizationFinder(changeable_by(by).open_on(timezone.localdate()))


def choose_organization(**kwargs: Any) -> OrganizationField:
    return OrganizationField(search="organizations:pick_for_deed", help_text=TYPE_TO_CHOOSE, **kwargs)


class DecisionForm(PickingForm, forms.Form):
    on = PastDayField(label=_("Takes effect on"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    decided_on = PastDayField(label=_("Date of the decision"), required=False)
    note = PlainTextField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, organization: Organization, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organization = organization
        ask_to_choose(self)
        for each in self.fields.values():
            if isinstance(each, OrganizationField):
                each.search_in(changeable(by))

    @property
    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["on"], data["decision_number"], data["decided_on"], data["note"])

    @property
    def named(self) -> Named:
        return Named(self.cleaned_data["code"], self.cleaned_data["name"])


def _below(organization: Organization) -> list[tuple[int, str]]:
    here = organization.children.open_on(timezone.localdate()).order_by("path")
    return [(each.pk, f"{each.name} ({each.get_kind_display()})") for each in here]


class NewForm(DecisionForm):
    code = PlainLineField(label=_("Code of the new organisation"), max_length=20)
    name = PlainNameField(label=_("Name of the new organisation"), max_length=200)


class FoundForm(NewForm):
    field_order = ["kind", "code", "name", "sector", "unit_type"]
    kind = forms.ChoiceField(label=_("Type"))
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False)
    unit_type = forms.ChoiceField(label=_("Type of unit"), choices=[*CHOOSE, *UnitType.choices], required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["kind"].choices = [*CHOOSE, *founded_from(organization)]


def founded_from(organization: Organization) -> list[tuple[str, str | Promise]]:
    """What may stand below it; from a root also another root, which stands beside it."""
    below: list[tuple[str, str | Promise]] = [
        (kind.value, kind.label) for kind, above in _parents() if organization.kind in above
    ]
    return below if organization.parent_id else [*below, (organization.kind, _("Another organisation at the top"))]


def _parents() -> Iterable[tuple[Kind, tuple[Kind, ...]]]:
    return ((Kind(kind), above) for kind, above in Kind.parents().items())


class RenameForm(DecisionForm):
    field_order = ["name"]
    name = PlainNameField(label=_("New name"), max_length=200)


class ClassifyForm(DecisionForm):
    field_order = ["sector", "unit_type"]
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False)
    unit_type = forms.ChoiceField(label=_("Type of unit"), choices=[*CHOOSE, *UnitType.choices], required=False)


class ToCommitteeForm(DecisionForm):
    field_order = ["name", "cells"]
    name = PlainNameField(label=_("New name"), max_length=200, required=False)
    cells = PlainTextField(
        label=_("Cells below it, one a line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("All members go to the first; transfer the others afterwards."),
    )

    @property
    def cells_named(self) -> list[Named]:
        lines = filter(None, map(str.strip, self.cleaned_data["cells"].splitlines()))
        return [Named(code, line[:200]) for code, line in zip(self._free_codes(), lines, strict=False)]

    def _free_codes(self) -> Iterator[str]:
        """After its own; those of cells that it had before stay theirs."""
        numbered = (f"{self.organization.code}.{number}"[-20:] for number in count(1))
        return (code for code in numbered if not Organization.objects.filter(code=code).exists())


class ToCellForm(DecisionForm):
    field_order = ["name"]
    name = PlainNameField(label=_("New name"), max_length=200, required=False)


class MoveForm(DecisionForm):
    field_order = ["parent"]
    parent = choose_organization(label=_("Belongs to from then on"))


class HandOverForm(MoveForm):
    field_order = ["parent", "organizations"]
    organizations = forms.TypedMultipleChoiceField(
        label=_("What is handed over"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["organizations"].choices = _below(organization)


class MergeForm(DecisionForm):
    field_order = ["other", "third", "goes_on", "code", "name"]
    other = choose_organization(label=_("Merged with"))
    third = choose_organization(label=_("And with"), required=False)
    goes_on = forms.ChoiceField(label=_("What goes on"), widget=forms.RadioSelect)
    code = PlainLineField(label=_("Code of the new organisation"), max_length=20, required=False)
    name = PlainNameField(label=_("Name of the new organisation"), max_length=200, required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["goes_on"].choices = [
            ("this", organization.name),
            ("other", _("The one it is merged with")),
            ("new", _("A new organisation")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("goes_on") == "new":
            for name in ("code", "name"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return data

    @property
    def merged(self) -> list[Organization]:
        others = [self.cleaned_data[name] for name in ("other", "third") if self.cleaned_data[name]]
        return [self.organization, *others]


class SplitForm(NewForm):
    field_order = ["code", "name", "part"]
    part = forms.TypedMultipleChoiceField(
        label=_("What goes to the new organisation"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["part"].choices = (
            [each for keeper in keepers() for each in keeper.parts(organization)]
            if organization.is_cell
            else _below(organization)
        )


class DissolveForm(DecisionForm):
    pass

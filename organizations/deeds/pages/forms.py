"""The forms of deeds: the decision, and what each deed asks besides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision
from organizations.deeds.pages.reach import changeable_by
from organizations.models import Organization, Sector, UnitType
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField, OrganizationFinder
from ui.days import PastDayField
from ui.forms import PlainLineField, PlainNameField, PlainTextField, ask_to_choose
from ui.pickers.fields import PickingForm

CHOOSE = [("", _("Choose"))]
NOT_LISTED = _("This is not among those listed. Choose one of them.")


def missing(sentence: Promise) -> dict[str, Any]:
    """What is said where a field was left empty: its label alone makes no sentence."""
    return {"required": sentence}


def changeable(by: User) -> OrganizationFinder:
    """What the person may reorganise and that still exists."""
    return OrganizationFinder(changeable_by(by).open_on(timezone.localdate()))


def choose_organization(**kwargs: Any) -> OrganizationField:
    return OrganizationField(search="organizations:pick_for_deed", help_text=TYPE_TO_CHOOSE, **kwargs)


class DeedForm(PickingForm, forms.Form):
    """Of any deed on an organisation."""

    def __init__(self, *args: Any, organization: Organization, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.organization = organization
        ask_to_choose(self)
        for each in self.fields.values():
            if isinstance(each, OrganizationField):
                each.search_in(changeable(by))
            elif isinstance(each, (forms.ChoiceField, forms.ModelChoiceField)):
                each.error_messages["invalid_choice"] = NOT_LISTED


class DecisionForm(DeedForm):
    on = PastDayField(
        label=_("Takes effect on"), error_messages=missing(_("Write the day from which the decision holds."))
    )
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    decided_on = PastDayField(label=_("Date of the decision"), required=False)
    note = PlainTextField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["on"], data["decision_number"], data["decided_on"], data["note"])

    @property
    def named(self) -> Named:
        return Named(self.cleaned_data["code"], self.cleaned_data["name"])


def choose_sector(label: Any, **kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Sector.objects.all(), label=label, required=False, empty_label=_("Choose"), **kwargs)


def choose_unit_type(label: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*CHOOSE, *UnitType.choices], required=False, **kwargs)


def new_code(**kwargs: Any) -> PlainLineField:
    words = missing(_("Write a code for the new organisation."))
    return PlainLineField(label=_("Code of the new organisation"), max_length=20, error_messages=words, **kwargs)


def new_name(**kwargs: Any) -> PlainNameField:
    words = missing(_("Write the name of the new organisation."))
    return PlainNameField(label=_("Name of the new organisation"), max_length=200, error_messages=words, **kwargs)


class NewForm(DecisionForm):
    code = new_code()
    name = new_name()


class DissolveForm(DecisionForm):
    pass

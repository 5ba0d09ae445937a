"""The forms of deeds on what one organisation is: founded, named, of which type, sector and type of unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.deeds.changing import Named
from organizations.deeds.correcting import entries
from organizations.deeds.founding import Founding
from organizations.deeds.pages.forms import (
    CHOOSE,
    DecisionForm,
    DeedForm,
    NewForm,
    choose_sector,
    choose_unit_type,
    missing,
)
from organizations.models import Kind, Organization
from ui.days import PastDayField, written
from ui.forms import PlainLineField, PlainNameField, PlainTextField, long_text

NAME_OF_A_CELL = PlainNameField(max_length=200)
OF_GRASSROOTS = {
    "sector": _("Only grassroots Party organisations have a sector. Leave it empty."),
    "unit_type": _("Only grassroots Party organisations have a type of unit. Leave it empty."),
}


class FoundForm(NewForm):
    field_order = ["kind", "code", "name", "sector", "unit_type"]
    kind = forms.ChoiceField(label=_("Type"), error_messages=missing(_("Choose of which type it is.")))
    sector = choose_sector(_("Sector"))
    unit_type = choose_unit_type(_("Type of unit"))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["kind"].choices = [*CHOOSE, *founded_from(organization)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") and data["kind"] not in Kind.grassroots():
            for name, sentence in OF_GRASSROOTS.items():
                if data.get(name):
                    self.add_error(name, ValidationError(sentence))
        return data


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
    name = PlainNameField(
        label=_("New name"), max_length=200, error_messages=missing(_("Write the new name of the organisation."))
    )


class ClassifyForm(DecisionForm):
    field_order = ["sector", "unit_type"]
    sector = choose_sector(_("Sector"))
    unit_type = choose_unit_type(_("Type of unit"))


class ToCommitteeForm(DecisionForm):
    field_order = ["name", "cells"]
    name = PlainNameField(label=_("New name"), max_length=200, required=False)
    cells = PlainTextField(
        label=_("Cells below it, one a line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("All members go to the first; transfer the others afterwards."),
        error_messages=missing(_("Write the name of at least one cell below the new committee.")),
    )

    def clean_cells(self) -> list[str]:
        lines = [line for each in self.cleaned_data["cells"].splitlines() if (line := each.strip())]
        for number, line in enumerate(lines, 1):
            try:
                NAME_OF_A_CELL.clean(line)
            except ValidationError as error:
                words = {"number": number, "sentence": " ".join(error.messages)}
                raise ValidationError(gettext("Line %(number)s: %(sentence)s") % words) from error
        return lines

    @property
    def cells_named(self) -> list[Named]:
        lines = self.cleaned_data["cells"]
        return [Named(code, line) for code, line in zip(self._free_codes(), lines, strict=False)]

    def _free_codes(self) -> Iterator[str]:
        """After its own; those of cells that it had before stay theirs."""
        numbered = (f"{self.organization.code}.{number}"[-20:] for number in count(1))
        return (code for code in numbered if not Organization.objects.filter(code=code).exists())


class ToCellForm(DecisionForm):
    field_order = ["name"]
    name = PlainNameField(label=_("New name"), max_length=200, required=False)


class FoundingForm(DeedForm):
    founded_on = PastDayField(
        label=_("Founded on"), error_messages=missing(_("Write the day from which the founding holds."))
    )
    decision_number = PlainLineField(label=_("Decision number of the founding"), max_length=60, required=False)
    note = long_text(
        _("What was mistyped"),
        rows=2,
        max_length=2000,
        error_messages=missing(_("Write what was mistyped and how you know what is right.")),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self.fields["founded_on"].initial = organization.opened_on
        self.fields["decision_number"].initial = organization.decision_number

    @property
    def founded(self) -> Founding:
        return Founding(self.cleaned_data["founded_on"], self.cleaned_data["decision_number"])


class CorrectForm(DeedForm):
    field_order = ["on", "name", "kind", "sector", "unit_type", "decision_number", "note"]
    on = forms.TypedChoiceField(
        label=_("Which entry"),
        coerce=date.fromisoformat,
        error_messages=missing(_("Choose in which entry something was mistyped.")),
    )
    name = PlainNameField(label=_("Right name"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Right type"), required=False)
    sector = choose_sector(_("Right sector"))
    unit_type = choose_unit_type(_("Right type of unit"))
    decision_number = PlainLineField(label=_("Right decision number"), max_length=60, required=False)
    note = long_text(
        _("What was mistyped"),
        rows=2,
        max_length=2000,
        help_text=_("What you leave empty above stays. After a decision use “Rename” or another change instead."),
        error_messages=missing(_("Write what was mistyped and how you know what is right.")),
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any):
        super().__init__(*args, organization=organization, **kwargs)
        self._offer_entries(entries(organization))
        stood = Organization.objects.filter(places_below__organization=organization).distinct().order_by("path")
        kinds = list(dict.fromkeys(each for above in stood for each in founded_from(above) if each[0] != Kind.ROOT))
        self.fields["kind"].choices = [*CHOOSE, *kinds]
        if len(kinds) < 2:
            del self.fields["kind"]
        if not any(kind in Kind.grassroots() for kind, _label in kinds):
            del self.fields["sector"], self.fields["unit_type"]

    def _offer_entries(self, entered: dict[date, str]) -> None:
        lines = [(day.isoformat(), f"{written(day)}: {name}") for day, name in entered.items()]
        self.fields["on"].choices = lines if len(lines) == 1 else [*CHOOSE, *lines]
        if len(lines) == 1:
            self.fields["name"].initial = self.organization.name

    @property
    def right(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in ("name", "kind", "sector", "unit_type")}

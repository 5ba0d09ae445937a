from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.changes import Change, Correction, Move, foreseen
from members.deeds import FACTS, fingerprint
from members.models import LifeEvent, Member
from members.namesakes import namesakes
from members.pickers import editable_cells
from organizations.models import Organization
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField
from ui.days import DayInput, PastDayField
from ui.forms import PlainLineField, SeenForm, ask_to_choose
from ui.pickers.fields import PickingForm
from ui.wrong import asked

# Charter of 2011, Art. 1: from eighteen years on. Rule 29-QĐ/TW of 2016, item 3.1: above sixty only as an exception.
YOUNGEST, OLDEST = 18, 60
# Members admitted in the wars were younger than eighteen; beyond these a day is mistyped, and no tick makes it right.
AGES = range(14, 101)


class MemberFactsForm(forms.ModelForm):
    """What is known of a person. An unusual age is asked about once and then kept as it is."""

    confirmed = forms.BooleanField(
        label=_("I have checked the dates; they are right"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Member
        fields = FACTS
        field_classes = {"birth_date": PastDayField, "admitted_on": PastDayField, "official_on": PastDayField}
        widgets = {"birth_date": DayInput({"data-today": ""})}
        help_texts = {
            "admitted_on": _("The day of the ceremony."),
            "official_on": _("Empty while the member is on probation."),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        ask_to_choose(self)

    def clean_full_name(self) -> str:
        name: str = self.cleaned_data["full_name"]
        if not any(char.isalpha() for char in name):
            raise forms.ValidationError(_("Write the name in letters, for example Nguyễn Thị An."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        birth, admitted, official = (data.get(name) for name in ("birth_date", "admitted_on", "official_on"))
        if birth and admitted and admitted <= birth:
            self.add_error("admitted_on", _("The admission cannot come before the birth. Check both dates."))
        elif birth and admitted:
            self._look_at_age(Member(birth_date=birth).age_on(admitted), bool(data.get("confirmed")))
        if admitted and official and official < admitted:
            self.add_error("official_on", _("Full membership cannot come before the admission. Check both dates."))
        return data

    def validate_constraints(self) -> None:
        """clean() has said the same at the fields already."""

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}

    def _look_at_age(self, age: int, confirmed: bool) -> None:
        if age not in AGES:
            sentence = _("By these dates the member was %(age)s years old at the admission. Check both dates.")
            self.add_error("birth_date", sentence % {"age": age})
        elif not YOUNGEST <= age <= OLDEST:
            self._ask_about_age(age, confirmed)

    def _ask_about_age(self, age: int, confirmed: bool) -> None:
        self.fields["confirmed"].widget = forms.CheckboxInput()
        sentence = _(
            "By these dates the member was %(age)s years old at the admission. If that is so, tick here and save."
        )
        if not confirmed:
            self.add_error("confirmed", asked([sentence % {"age": age}]))


class ForeseenForm(forms.Form):
    """What a change brings about (members.changes) is said, and it is done when the person ticks that they know."""

    foreseen = forms.BooleanField(label=_("I know this; go on"), required=False, widget=forms.HiddenInput)

    def change(self, data: dict[str, Any]) -> Change | None:
        """None where nothing changes yet."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        known = data.pop("foreseen", False)
        change = None if self.errors else self.change(data)
        sentences = foreseen(change) if change else []
        if sentences:
            self.fields["foreseen"].widget = forms.CheckboxInput()
        if sentences and not known:
            self.add_error("foreseen", asked([*sentences, _("If it is to be so, tick here and send the form again.")]))
        return data


class EnterForm(PickingForm, ForeseenForm, MemberFactsForm):
    kind = forms.ChoiceField(
        label=_("Comes onto the list by"),
        choices=[
            (LifeEvent.Kind.ADMITTED, _("Admission to the Party")),
            (LifeEvent.Kind.TRANSFERRED_IN, _("Transfer from another Party organisation")),
        ],
    )
    organization = OrganizationField(
        search="members:pick_cell", label=_("Party organisation"), help_text=TYPE_TO_CHOOSE
    )
    decided_on = PastDayField(label=_("Date of the decision"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    elsewhere = PlainLineField(
        label=_("Comes from"),
        max_length=200,
        required=False,
        help_text=_("Only with a transfer: its Party organisation."),
    )
    beyond = forms.ChoiceField(
        label=_("Where that is"), required=False, choices=[("", _("not said")), *LifeEvent.Beyond.choices]
    )

    another = forms.BooleanField(
        label=_("This is somebody else, or is admitted anew; enter all the same"),
        required=False,
        widget=forms.HiddenInput,
    )

    field_order = [
        "kind",
        "organization",
        "decided_on",
        "decision_number",
        "elsewhere",
        "beyond",
        *FACTS,
        "confirmed",
        "another",
        "foreseen",
    ]

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["organization"].search_in(editable_cells(by))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("full_name") and data.get("birth_date"):
            self._ask_about_namesakes(data)
        if data.get("kind") == LifeEvent.Kind.ADMITTED and (data.get("elsewhere") or data.get("beyond")):
            self.add_error("elsewhere", _("Who is admitted comes from nowhere. Empty this, or choose the transfer."))
        return data

    def _ask_about_namesakes(self, data: dict[str, Any]) -> None:
        known = [*namesakes(self.by, data["full_name"], data["birth_date"], data.get("organization"))]
        if known:
            self.fields["another"].widget = forms.CheckboxInput()
        if known and not data.get("another"):
            self.add_error("another", asked([*known, _("If it is somebody else, tick here and send the form again.")]))

    def change(self, data: dict[str, Any]) -> Change:
        admitted = data["kind"] == LifeEvent.Kind.ADMITTED
        on = data["admitted_on"] if admitted else data["decided_on"]
        return Move(self.instance, None, data["organization"], on)


class MemberCorrectForm(SeenForm, ForeseenForm, MemberFactsForm):
    seen_of = staticmethod(fingerprint)
    field_order = [*FACTS, "confirmed", "foreseen"]

    def __init__(self, *args: Any, instance: Member, **kwargs: Any):
        super().__init__(*args, instance=instance, initial={"seen": fingerprint(instance)}, **kwargs)

    def change(self, data: dict[str, Any]) -> Change:
        """Before Django writes what was typed onto the instance."""
        after = copy(self.instance)
        for name in FACTS:
            setattr(after, name, data[name])
        return Correction(self.instance, after)


def place_of(member: Member) -> Organization | None:
    """Where the member belongs now."""
    current = member.memberships.filter(until=None).select_related("organization").first()
    return current.organization if current else None

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from members.changes import Change, Move
from members.deeds import endings_of
from members.forms import ForeseenForm, place_of
from members.models import LifeEvent, Member
from members.pickers import editable_cells, may_put, receivers
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField
from ui.days import DayField, NearDayField, PastDayField
from ui.forms import PlainLineField, PlainTextField, ask_to_choose
from ui.pickers.fields import PickingForm

Kind = LifeEvent.Kind
PLANNED = _("A day ahead is planned: the portal does it on that day.")
NOT_SAID = [("", _("not said"))]


def reason_field(label: Any = None, *, required: bool = True) -> PlainTextField:
    label = label or _("Reason")
    return PlainTextField(label=label, max_length=300, required=required, widget=forms.Textarea(attrs={"rows": 2}))


class BeyondForm(forms.Form):
    """From where somebody comes, or where to: the yearly form 1 of the statistics counts both apart."""

    elsewhere = PlainLineField(label=_("Party organisation outside"), max_length=200, required=False)
    beyond = forms.ChoiceField(label=_("Where that is"), required=False, choices=[*NOT_SAID, *LifeEvent.Beyond.choices])


class DayForm(forms.Form):
    """What happens on one day; `decided_by` names the field that holds the decision's date."""

    decided_by = "on"
    on: DayField = PastDayField(label=_("From"))
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)

    def __init__(self, *args: Any, by: User, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.member = by, member
        ask_to_choose(self)


class DecidedForm(DayForm):
    decided_by = "decided_on"
    on = None  # type: ignore[assignment]
    decided_on = PastDayField(label=_("Date of the decision"))


class MoveForm(ForeseenForm, DayForm):
    """The member comes to a cell or leaves one."""

    def change(self, data: dict[str, Any]) -> Change | None:
        if data["on"] > timezone.localdate():
            return None
        return Move(self.member, place_of(self.member), data.get("organization"), data["on"])


class PlannedForm(DayForm):
    """A day ahead is planned (members.offers)."""

    on = NearDayField(label=_("From"), help_text=PLANNED)


class TransferForm(PickingForm, PlannedForm, MoveForm):
    organization = OrganizationField(
        search="members:pick_receiver",
        label=_("To the organisation"),
        help_text=_(
            "Of another grassroots organisation: it is asked first, and the member counts with you until then."
        ),
    )

    field_order = ["organization", "on", "decision_number", "foreseen"]

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, by=by, **kwargs)
        self.fields["organization"].search_in(receivers(by))

    def change(self, data: dict[str, Any]) -> Change | None:
        return super().change(data) if may_put(self.by, data["organization"]) else None


class ComeAgainForm(PickingForm, MoveForm):
    organization = OrganizationField(
        search="members:pick_cell", label=_("Party organisation"), help_text=TYPE_TO_CHOOSE
    )
    note = reason_field(_("Note"), required=False)

    field_order = ["organization", "on", "decision_number", "elsewhere", "beyond", "note", "foreseen"]

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, by=by, **kwargs)
        self.fields["organization"].search_in(editable_cells(by))


class ReturnForm(BeyondForm, ComeAgainForm):
    pass


class EndForm(PlannedForm, MoveForm):
    kind = forms.TypedChoiceField(label=_("Leaves the list because"), coerce=Kind)
    note = reason_field(_("Note"), required=False)

    field_order = ["kind", "on", "decision_number", "note", "foreseen"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        kinds = [kind for kind in endings_of(member, timezone.localdate()) if kind != Kind.TRANSFERRED_OUT]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == Kind.DIED and data.get("on") and data["on"] > timezone.localdate():
            self.add_error("on", PastDayField.default_error_messages["future"])
        return data


class DepartForm(BeyondForm, MoveForm):
    field_order = ["elsewhere", "beyond", "on", "decision_number", "foreseen"]

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from committees.told import position_on
from inspections.actions import facts_seen
from inspections.models import Body, Case
from inspections.pickers import acting_above, acting_places, subject_members, subject_places
from inspections.rules import ACTS_AT
from members.models import Member, Membership
from members.pickers import MemberField
from organizations.models import Organization
from organizations.pickers import TYPE_TO_CHOOSE, OrganizationField
from ui.days import PastDayField
from ui.forms import SeenForm, ask_to_choose
from ui.pickers.fields import PickingForm

OTHER_SUBJECT = {"organization": "member_number", "member": "subject_organization"}


class CaseFactsForm(PickingForm, forms.ModelForm):
    """The facts of a case. The subject is an organisation, or a member by number or name: one of the two."""

    subject_kind = forms.ChoiceField(
        label=_("The subject is"),
        choices=[("organization", _("a Party organisation")), ("member", _("a Party member"))],
        widget=forms.RadioSelect,
        required=False,
    )
    subject_organization = OrganizationField(
        search="inspections:pick_subject",
        label=_("Party organisation inspected"),
        required=False,
        help_text=TYPE_TO_CHOOSE,
    )
    member_number = MemberField(
        search="inspections:pick_member",
        label=_("Party member inspected"),
        required=False,
        help_text=_("Type the name, the number or the year of birth, with or without marks."),
    )
    acting_organization = OrganizationField(
        search="inspections:pick_acting",
        label=_("Organisation of the acting body"),
        required=False,
        help_text=_("Empty: the one above the subject. Choose only where another one acted."),
    )

    class Meta:
        model = Case
        fields = ("number", "kind", "basis", "body", "acting_organization", "member_position", "content", "opened_on")
        field_classes = {"opened_on": PastDayField}
        widgets = {"content": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"number": _("As it stands on the decision.")}

    field_order = [
        *("number", "kind", "basis", "opened_on"),
        *("subject_kind", "subject_organization", "member_number", "member_position"),
        *("body", "acting_organization", "content"),
    ]

    one_of = ("subject_organization", "member_number")

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["acting_organization"].search_in(acting_places(by))
        self.fields["subject_organization"].search_in(subject_places(by))
        self.fields["member_number"].search_in(subject_members(by))
        ask_to_choose(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._leave_out(OTHER_SUBJECT.get(data.get("subject_kind", ""), ""))
        if "member_number" in data and "subject_organization" in data:
            self._settle_subject(data)
        if data.get("body") and "acting_organization" in data:
            self._settle_acting(data, Body(data["body"]))
        if data.get("kind") == Case.Kind.SUPERVISION and data.get("basis") == Case.Basis.SUSPECTED_VIOLATION:
            self.add_error("basis", _("Signs of violation are inspected, not supervised."))
        return data

    def validate_constraints(self) -> None:
        """clean() has said the same at the fields already; the action asks the database's own words again."""

    def _leave_out(self, name: str) -> None:
        """What stands in the box of the kind that was not chosen is nobody's subject."""
        if name:
            self.errors.pop(name, None)
            self.cleaned_data[name] = None

    def _settle_acting(self, data: dict[str, Any], body: Body) -> None:
        if data["acting_organization"] is None and (subject := data.get("organization")):
            data["acting_organization"] = acting_above(self.by, body, subject)
            if data["acting_organization"] is None:
                self.add_error("acting_organization", _acting_sentence(body))
        elif data["acting_organization"] and data["acting_organization"].kind not in ACTS_AT[body]:
            self.add_error("acting_organization", _acting_sentence(body))

    def _settle_subject(self, data: dict[str, Any]) -> None:
        member, organization = data["member_number"], data["subject_organization"]
        if member and organization:
            self.add_error("member_number", _("A case has one subject: an organisation or a member, not both."))
        elif not member and not organization:
            self.add_error(*self._missing_subject(data))
        elif member and data.get("opened_on"):
            data["organization"] = self._home_of(member, data["opened_on"])
            data["member_position"] = data.get("member_position") or position_on(member, data["opened_on"])
        else:
            data["organization"] = organization

    @staticmethod
    def _missing_subject(data: dict[str, Any]) -> tuple[str, Any]:
        if data.get("subject_kind") == "member":
            return "member_number", _("Type the name or the number of the member.")
        return "subject_organization", _("Choose the organisation. If the subject is a member, say so above.")

    def _home_of(self, member: Member, on: date) -> Organization:
        """Where the member belonged on the day, or last: who has left stays liable."""
        mine = Membership.objects.visible_to(self.by, Permission.EDIT_CASES).filter(member=member)
        mine = mine.select_related("organization")
        return (mine.on(on).first() or mine.order_by("-since").first()).organization  # type: ignore[union-attr]

    def facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {
            **facts,
            "member": self.cleaned_data["member_number"],
            "organization": self.cleaned_data["organization"],
        }


def _acting_sentence(body: Body) -> str:
    kinds = ", ".join(str(kind.label) for kind in ACTS_AT[body])
    return _("“%(body)s” acts at: %(kinds)s. Choose such an organisation.") % {"body": body.label, "kinds": kinds}


class OpenForm(CaseFactsForm):
    no_secrets = forms.BooleanField(
        label=_("What is entered here contains no state secrets"),
        error_messages={
            "required": _(
                "Declare: what is entered here contains no state secrets. What is secret does not belong here."
            )
        },
    )


class CaseCorrectForm(SeenForm, CaseFactsForm):
    seen_of = staticmethod(facts_seen)

    def __init__(self, *args: Any, instance: Case, **kwargs: Any):
        initial = {
            "seen": facts_seen(instance),
            "member_number": instance.member.code if instance.member else "",
            "subject_organization": None if instance.member_id else instance.organization,
            "subject_kind": "member" if instance.member_id else "organization",
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

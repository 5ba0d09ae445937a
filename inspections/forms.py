from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from inspections.actions import facts_seen, outcome_seen
from inspections.models import Body, Case, Discipline
from inspections.rules import ACTS_AT, forms_for
from inspections.subjects import member_meant
from members.models import Member, Membership
from organizations.forms import OrganizationChoice
from organizations.models import Organization
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField, SeenForm, ask_to_choose, long_text


class CaseFactsForm(forms.ModelForm):
    """The facts of a case. The subject is an organisation, or a member by number or name: one of the two."""

    subject_organization = OrganizationChoice(
        Organization.objects.none(),
        label=_("Subject: a Party organisation"),
        required=False,
        empty_label=_("None: the subject is a member"),
    )
    member_number = PlainLineField(
        label=_("Subject: a Party member, by number or full name"),
        required=False,
        max_length=120,
        help_text=_("For example DV000123, or the full name. Empty if it is an organisation."),
    )

    class Meta:
        model = Case
        fields = ("number", "kind", "basis", "body", "acting_organization", "member_position", "content", "opened_on")
        field_classes = {"opened_on": PastDayField, "acting_organization": OrganizationChoice}
        widgets = {"content": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"number": _("As it stands on the decision.")}

    field_order = [
        *("number", "kind", "basis", "body", "acting_organization"),
        *("subject_organization", "member_number", "member_position", "content", "opened_on"),
    ]

    def __init__(self, *args: Any, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by = by
        visible = Organization.objects.visible_to(by, Permission.EDIT_CASES)
        acting = {kind for kinds in ACTS_AT.values() for kind in kinds}
        self.fields["acting_organization"].queryset = visible.filter(kind__in=acting)
        # Closed organisations stay: they remain liable (Regulation 22-QĐ/TW, scope).
        self.fields["subject_organization"].queryset = visible
        ask_to_choose(self)

    def clean_member_number(self) -> Member | None:
        text = self.cleaned_data["member_number"]
        return member_meant(text, self.by) if text else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "member_number" in data and "subject_organization" in data:
            self._settle_subject(data)
        body, acting = data.get("body"), data.get("acting_organization")
        if body and acting and acting.kind not in ACTS_AT[Body(body)]:
            self.add_error("acting_organization", _acting_sentence(Body(body)))
        if data.get("kind") == Case.Kind.SUPERVISION and data.get("basis") == Case.Basis.SUSPECTED_VIOLATION:
            self.add_error("basis", _("Signs of violation are inspected, not supervised."))
        return data

    def validate_constraints(self) -> None:
        """clean() has said the same at the fields already; the action asks the database's own words again."""

    def _settle_subject(self, data: dict[str, Any]) -> None:
        member, organization = data["member_number"], data["subject_organization"]
        if member and organization:
            self.add_error("member_number", _("A case has one subject: an organisation or a member, not both."))
        elif not member and not organization:
            self.add_error(
                "subject_organization", _("Choose the organisation, or write the member's number or name below.")
            )
        elif member and data.get("opened_on"):
            data["organization"] = self._home_of(member, data["opened_on"])
            data["member_position"] = data.get("member_position") or member.position
        else:
            data["organization"] = organization

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
            "required": _("Declare that the entry contains no state secrets. What is secret does not belong here.")
        },
    )


class CaseCorrectForm(SeenForm, CaseFactsForm):
    seen_of = staticmethod(facts_seen)

    def __init__(self, *args: Any, instance: Case, **kwargs: Any):
        initial = {
            "seen": facts_seen(instance),
            "member_number": instance.member.code if instance.member else "",
            "subject_organization": None if instance.member_id else instance.organization,
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)


YES_NO = [("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))]
ANSWERS = {"yes": True, "no": False, "": None}


class ConcludeForm(SeenForm):
    """Violation found, discipline required, discipline applied: each only after the one before."""

    concluded_on = PastDayField(label=_("Date of the conclusion"))
    conclusion = long_text(_("Conclusion"), rows=4)
    violation_found = forms.ChoiceField(label=_("Violation found"), choices=YES_NO)
    discipline_required = forms.ChoiceField(label=_("Discipline required"), choices=YES_NO, required=False)
    discipline_applied = forms.ChoiceField(label=_("Discipline applied"), choices=YES_NO, required=False)

    seen_of = staticmethod(outcome_seen)
    CHAIN = ("violation_found", "discipline_required", "discipline_applied")

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        words = {True: "yes", False: "no", None: ""}
        initial = {
            "concluded_on": case.concluded_on,
            "conclusion": case.conclusion,
            "seen": outcome_seen(case),
            **{name: words[getattr(case, name)] for name in self.CHAIN},
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.case = case
        if case.kind == Case.Kind.SUPERVISION:
            del self.fields["discipline_required"], self.fields["discipline_applied"]
            self.fields["violation_found"].label = _("Signs of violation found")
            self.fields["violation_found"].help_text = _(
                "Supervision does not conclude on discipline: pass the signs on to an inspection (Art. 30)."
            )

    def clean_concluded_on(self) -> date:
        day: date = self.cleaned_data["concluded_on"]
        if day < self.case.opened_on:
            raise ValidationError(_("The conclusion cannot come before the decision. Check both dates."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in self.CHAIN:
            if name in data:
                data[name] = ANSWERS[data[name]]
        if data.get("discipline_required") and not data.get("violation_found"):
            self.add_error("discipline_required", _("Discipline can be required only where a violation was found."))
        if data.get("discipline_applied") and not data.get("discipline_required"):
            self.add_error("discipline_applied", _("Discipline can be applied only where it was required."))
        return data


class DisciplineForm(forms.ModelForm):
    class Meta:
        model = Discipline
        fields = ("form", "decision_number", "decided_on", "announced_on", "counted_in_year")
        field_classes = {"decided_on": PastDayField, "announced_on": PastDayField, "counted_in_year": LocalIntegerField}
        help_texts = {"counted_in_year": _("One violation counts in the rating of one year only.")}

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case = case
        allowed = forms_for(case, probationary=False)
        self.fields["form"].choices = [("", _("Choose")), *((form.value, form.label) for form in allowed)]
        self.fields["counted_in_year"].min_value = 1990
        self.fields["counted_in_year"].max_value = 2100

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        decided, announced = data.get("decided_on"), data.get("announced_on")
        if decided and announced and announced < decided:
            self.add_error("announced_on", _("The announcement cannot come before the decision. Check both dates."))
        return data

    def validate_constraints(self) -> None:
        """The subject comes with the action, which asks the constraints."""

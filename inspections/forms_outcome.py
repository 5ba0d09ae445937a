"""How a case ends: its conclusion, and the disciplines that follow."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inspections.actions import outcome_seen
from inspections.models import Case, Discipline
from inspections.rules import forms_for
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import SeenForm, long_text

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

"""How a case ends: its conclusion, and the disciplines that follow."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inspections.actions import outcome_seen
from inspections.changes import Announced
from inspections.models import Case, Discipline
from inspections.outcomes import Outcome, choices_of, outcome_of
from inspections.rules import forms_for
from members.changes import Change
from members.forms import ForeseenForm
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import SeenForm, long_text


class ConcludeForm(SeenForm):
    concluded_on = PastDayField(label=_("Date of the conclusion"))
    conclusion = long_text(_("Conclusion"), rows=4)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        widget=forms.RadioSelect,
        help_text=_("Once a discipline is entered in this case, it counts as applied by itself."),
    )

    seen_of = staticmethod(outcome_seen)

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        initial = {
            "concluded_on": case.concluded_on,
            "conclusion": case.conclusion,
            "outcome": outcome_of(case),
            "seen": outcome_seen(case),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.case = case
        self.fields["outcome"].choices = choices_of(Case.Kind(case.kind))
        if case.kind == Case.Kind.SUPERVISION:
            self.fields["outcome"].help_text = _(
                "Supervision does not conclude on discipline: pass the signs on to an inspection (Art. 30)."
            )

    def clean_concluded_on(self) -> date:
        day: date = self.cleaned_data["concluded_on"]
        if day < self.case.opened_on:
            raise ValidationError(_("The conclusion cannot come before the decision. Check both dates."))
        return day

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])


class DisciplineForm(ForeseenForm, forms.ModelForm):
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

    field_order = [*Meta.fields, "foreseen"]

    def change(self, data: dict[str, Any]) -> Change:
        if not data["announced_on"]:
            return Change()
        case, days = self.case, {name: data[name] for name in ("decided_on", "announced_on", "counted_in_year")}
        return Announced(Discipline(member=case.member, organization=case.organization, **days))

    def clean_announced_on(self) -> date | None:
        decided, announced = self.cleaned_data.get("decided_on"), self.cleaned_data["announced_on"]
        if decided and announced and announced < decided:
            raise ValidationError(_("The announcement cannot come before the decision. Check both dates."))
        return announced

    def validate_constraints(self) -> None:
        """The subject comes with the action, which asks the constraints."""

"""How a case ends: its conclusion, and the disciplines that follow."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.actions import outcome_seen
from inspections.changes import Announced
from inspections.models import Case, Discipline
from inspections.outcomes import Outcome, choices_of, outcome_of
from inspections.pickers import subject_places
from inspections.rules import forms_for
from members.changes import Change
from members.forms import ForeseenForm
from organizations.pickers import OrganizationField
from ui.days import PastDayField
from ui.fields import LocalIntegerField
from ui.forms import SeenForm, long_text
from ui.pickers.fields import PickingForm


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


class DisciplineForm(PickingForm, ForeseenForm, forms.ModelForm):
    violated_at = OrganizationField(
        search="inspections:pick_subject",
        label=_("Where it happened"),
        required=False,
        help_text=_(
            "Empty: where the member is. From 2025 on a violation at a former organisation counts in the result of "
            "that organisation (QĐ 366-QĐ/TW, Article 11(4.3))."
        ),
    )

    class Meta:
        model = Discipline
        fields = (
            *("form", "decision_number", "decided_on", "announced_on"),
            *("violated_at", "violated_from", "violated_until", "counted_in_year"),
        )
        field_classes = {
            **dict.fromkeys(("decided_on", "announced_on", "violated_from", "violated_until"), PastDayField),
            "counted_in_year": LocalIntegerField,
        }
        help_texts = {
            "counted_in_year": _(
                "Empty: the year of the decision. One violation counts in the rating of one year only; from 2025 on "
                "again where its form is made heavier."
            )
        }

    field_order = [*Meta.fields, "foreseen"]

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.case = case
        on_probation = case.member is not None and case.member.is_probationary(timezone.localdate())
        allowed = forms_for(case, on_probation)
        self.fields["form"].choices = [("", _("Choose")), *((form.value, form.label) for form in allowed)]
        self.fields["counted_in_year"].min_value = 1990
        self.fields["counted_in_year"].max_value = 2100
        if case.member_id:
            self.fields["violated_at"].search_in(subject_places(by))
        else:
            del self.fields["violated_at"]

    def change(self, data: dict[str, Any]) -> Change:
        if not data["announced_on"]:
            return Change()
        names = ("decided_on", "announced_on", "counted_in_year", "violated_at")
        known = {name: data[name] for name in names if name in data}
        return Announced(
            Discipline(case=self.case, member=self.case.member, organization=self.case.organization, **known)
        )

    def clean_announced_on(self) -> date | None:
        decided, announced = self.cleaned_data.get("decided_on"), self.cleaned_data["announced_on"]
        if decided and announced and announced < decided:
            raise ValidationError(_("The announcement cannot come before the decision. Check both dates."))
        return announced

    def clean_violated_from(self) -> date | None:
        return self._before_the_decision("violated_from")

    def clean_violated_until(self) -> date | None:
        first, last = self.cleaned_data.get("violated_from"), self._before_the_decision("violated_until")
        if first and last and last < first:
            raise ValidationError(_("The violation cannot end before it began. Check both dates."))
        return last

    def _before_the_decision(self, name: str) -> date | None:
        decided, happened = self.cleaned_data.get("decided_on"), self.cleaned_data[name]
        if decided and happened and happened > decided:
            raise ValidationError(_("The violation cannot come after the decision. Check the dates."))
        return happened

    def validate_constraints(self) -> None:
        """The subject comes with the action, which asks the constraints."""

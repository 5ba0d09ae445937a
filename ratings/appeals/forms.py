"""What people type of an appeal, of its answer, and of a level that is set anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.appeals.rerating import Decision
from ratings.appeals.scored import SCORED, ScoredForm
from ratings.appeals.standing import Standing, fitting_causes, offered, read, row_key, rows_of
from ratings.grid.row_form import cause_choices
from ratings.levels import Level
from ratings.models import Appeal, Sheet
from ratings.sheets.entry import OWN
from ui.days import PastDayField
from ui.forms import PlainLineField, long_text

Outcome = Appeal.Outcome
NUMBER = {"required": _("Write the number of the decision.")}


def _row_field() -> forms.ChoiceField:
    messages = {"required": _("Choose whose level it is about."), "invalid_choice": _("Choose a row of this sheet.")}
    return forms.ChoiceField(label=_("Whose level"), error_messages=messages)


def _level_field(**kwargs: Any) -> forms.ChoiceField:
    messages = {"required": _("Choose the new level, or why there is none.")}
    return forms.ChoiceField(label=_("New level"), error_messages=messages, **kwargs)


def _choices_of_levels(sheet: Sheet, *, of_members: bool | None) -> list[tuple[str, str]]:
    return [("", "—"), *offered(sheet, of_members=of_members).items()]


def _choices_of_rows(sheet: Sheet) -> list[tuple[str, str]]:
    return [("", "—"), *rows_of(sheet).items()]


class AppealForm(forms.Form):
    row = _row_field()
    asker = forms.ChoiceField(
        label=_("Who asks"),
        choices=[("", "—"), *Appeal.Asker.choices],
        error_messages={"required": _("Choose who asks.")},
    )
    asker_name = PlainLineField(
        label=_("Which body or person"),
        max_length=200,
        required=False,
        help_text=_("Only where neither the member nor the organisation asks."),
    )
    received_on = PastDayField(
        label=_("Received on"), error_messages={"required": _("Write on which day it was received.")}
    )
    request = long_text(_("What is asked"), rows=2, error_messages={"required": _("Write what is asked.")})
    grounds = long_text(_("On what grounds"), error_messages={"required": _("Write on what grounds it is asked.")})

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = _choices_of_rows(sheet)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asker = data.get("asker")
        if asker == Appeal.Asker.OTHER and not data.get("asker_name"):
            self.add_error("asker_name", gettext("Write which body or person asks."))
        if asker and asker != Appeal.Asker.OTHER and data.get("asker_name"):
            self.add_error("asker", gettext("A body or person is named: choose “another body or person”, or clear it."))
        if asker == Appeal.Asker.MEMBER and data.get("row") == OWN:
            self.add_error("row", gettext("A member asks about a member's level: choose the row."))
        return data


class DecisionForm(ScoredForm):
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, error_messages=NUMBER)
    decided_on = PastDayField(
        label=_("Date of the decision"), error_messages={"required": _("Write the date of the decision.")}
    )
    reason = long_text(_("Reason"), error_messages={"required": _("Write the reason.")})
    cause = forms.ChoiceField(
        label=_("Cause of “not completed”"),
        required=False,
        help_text=_("Only where the new level is “not completed”."),
    )

    def ask_about(self, sheet: Sheet, key: str) -> None:
        """What fits the row; `key` is empty as long as none is chosen."""
        self.fields["cause"].choices = cause_choices(*fitting_causes(sheet, key))
        self.ask_scores(sheet, key)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("cause") and data.get("level") != str(Level.NOT_COMPLETED.value):
            self.add_error("cause", gettext("A cause goes with “not completed” only: clear it or change the level."))
        return data

    @property
    def decision(self) -> Decision:
        data = self.cleaned_data
        return Decision(data["decision_number"], data["decided_on"], data["reason"])

    @property
    def new(self) -> Standing | None:
        level = self.cleaned_data["level"]
        return read(level) if level else None


class AnswerForm(DecisionForm):
    outcome = forms.ChoiceField(
        label=_("Answer"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the answer.")},
    )
    level = _level_field(required=False, help_text=_("Only where it is rated again."))

    field_order = ["outcome", "level", *SCORED, "cause"]

    def __init__(self, appeal: Appeal, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["decision_number"].required = False
        self.fields["decision_number"].help_text = _("May be left out only where the appeal is withdrawn.")
        levels = _choices_of_levels(appeal.sheet, of_members=appeal.member_id is not None)
        self.fields["level"].choices = levels
        self.ask_about(appeal.sheet, row_key(appeal))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        outcome = data.get("outcome")
        if outcome == Outcome.RERATED and "level" in data and not data["level"]:
            self.add_error("level", gettext("Choose the new level, or why there is none."))
        if outcome in (Outcome.KEPT, Outcome.WITHDRAWN) and data.get("level"):
            self.add_error("level", gettext("A new level goes with “rated again” only: clear it or change the answer."))
        if outcome in (Outcome.KEPT, Outcome.WITHDRAWN):
            self.refuse_new_scores()
        if outcome and outcome != Outcome.WITHDRAWN and "decision_number" in data and not data["decision_number"]:
            self.add_error("decision_number", gettext("Write the number of the decision."))
        return data


class RerateForm(DecisionForm):
    row = _row_field()
    level = _level_field()

    field_order = ["row", "level", *SCORED, "cause"]

    def __init__(self, sheet: Sheet, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rows = rows_of(sheet)
        self.fields["row"].choices = _choices_of_rows(sheet)
        of_members = self.chosen != OWN if self.chosen else None
        self.fields["level"].choices = _choices_of_levels(sheet, of_members=of_members)
        self.ask_about(sheet, self.chosen)

    @property
    def chosen(self) -> str:
        """The key of the row; empty as long as it is asked for."""
        only = next(iter(self.rows)) if len(self.rows) == 1 else ""
        key = self.data.get("row", "") if self.is_bound else self.initial.get("row") or only
        return key if key in self.rows else ""

    @property
    def name(self) -> str:
        return self.rows.get(self.chosen, "")

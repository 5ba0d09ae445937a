"""The settings of a rating year."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.models import RatingYear
from ratings.years.changing import SETTINGS, seen_of
from ratings.years.dates import later_than_official, official_dates
from ratings.years.other_rules import barred, foreseen
from ui.days import DayField, written
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField, SeenForm, long_text
from ui.wrong import asked

DATES = ("opens_on", "cells_due_on", "grassroots_due_on", "closes_on")
DUE = ("grassroots_due_on", "grassroots_due_on_known", "closes_on", "closes_on_known")


def _box(label: Any) -> forms.BooleanField:
    """Shown where there is something to know."""
    return forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)


class YearForm(SeenForm, forms.ModelForm):
    """Dates and what the texts leave open about the cap; a change has a reason and stands in the trail."""

    seen_of = staticmethod(seen_of)
    seen = PlainLineField(widget=forms.HiddenInput, required=False, max_length=80)
    opens_on = DayField(label=_("Opens on"))
    cells_due_on = DayField(label=_("Cells submit by"))
    grassroots_due_on = DayField(label=_("Grassroots organisations submit by"))
    grassroots_due_on_known = _box(_("Grassroots organisations submit later than the guide says, and this is meant"))
    closes_on = DayField(label=_("Closes on"))
    closes_on_known = _box(_("The year closes later than the guide says, and this is meant"))
    rule_set_known = _box(_("I know what follows for the sheets; other rules are meant"))
    cap_minimum_group = LocalIntegerField(
        label=_("Smallest group under the cap"),
        min_value=0,
        max_value=1_000,
        help_text=_("Groups of fewer, rated and not yet entered together, have no cap. 0: every group is under it."),
    )
    reason = long_text(
        _("Reason of the change"),
        error_messages={"required": _("Write the reason of the change.")},
    )

    field_order = [
        "opens_on",
        "cells_due_on",
        *DUE,
        "rule_set",
        "rule_set_known",
        "cap_base",
        "cap_rounding",
        "cap_minimum_group",
        "cap_enforced",
    ]

    class Meta:
        model = RatingYear
        fields = SETTINGS
        help_texts = {
            "cap_rounding": _(
                "Where the share comes to no whole number, for example 2.8 of 14 at 20 percent. The rules are silent; "
                "a guide of one Party committee rounds to the nearest, from a half up (HD 03-HD/TVĐU of 10/9/2026, "
                "part III.6)."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen_of(self.instance)
        if self.instance.pk is None:
            self.fields["reason"].required = False
        elif self.instance.is_open:
            self.fields["rule_set"].help_text = barred(self.instance)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._look_at_order(data)
        self._look_at_guide(data)
        self._look_at_rules(data)
        return data

    def validate_constraints(self) -> None:
        """clean() has said the same at the fields already."""

    def _look_at_order(self, data: dict[str, Any]) -> None:
        for earlier, later in pairwise(DATES):
            first, second = data.get(earlier), data.get(later)
            if first and second and second < first:
                words = gettext("This day comes before “%(earlier)s” (%(day)s). Correct one of the two days.")
                self.add_error(later, words % {"earlier": self.fields[earlier].label, "day": written(first)})

    def _look_at_guide(self, data: dict[str, Any]) -> None:
        for official in official_dates(self.instance.year, data.get("rule_set", "")):
            is_new = self.instance.pk is None or {official.field, "rule_set"} & {*self.changed_data}
            if is_new and (sentence := later_than_official(official, data.get(official.field))):
                self._ask(f"{official.field}_known", [sentence])

    def _look_at_rules(self, data: dict[str, Any]) -> None:
        if self.instance.pk is None or "rule_set" not in self.changed_data or "rule_set" not in data:
            return
        if self.fields["rule_set"].help_text:
            # The action refuses it, in the same words.
            self.fields["rule_set"].help_text = ""
        elif sentences := foreseen(self.instance, data["rule_set"]):
            self._ask("rule_set_known", sentences)

    def _ask(self, box: str, sentences: list[str]) -> None:
        self.fields[box].widget = forms.CheckboxInput()
        if not self.cleaned_data.get(box):
            self.add_error(box, asked([*sentences, gettext("If it is to be so, tick here and save once more.")]))

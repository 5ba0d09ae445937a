"""The fields of a row: what is asked from 2025 on beside points and level. They read nothing: reading does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ratings.grid.values import NOTE_LENGTH, POINTS
from ratings.grounds import QUARTERS, Cause, QuarterResult, TitleGroup
from ratings.models import MemberRating
from ratings.rules.scoring import Subject
from ratings.sheets.entry import OWN

TASKS = ("tasks_given", "tasks_done", "tasks_late", "tasks_above")
GROUP, FIXED, OPINION = "title_group", "shortcomings_fixed", "opinion_received"
CAUSES = ("cause", "exception")
_YES_NO = (("yes", _("Yes")), ("no", _("No")))
_CHOICES: Mapping[str, Iterable[tuple[str, str | Promise]]] = {
    GROUP: TitleGroup.choices,
    FIXED: _YES_NO,
    OPINION: _YES_NO,
    **dict.fromkeys(QUARTERS, QuarterResult.choices),
}


class RowForm(forms.Form):
    """Bound to what stands in the inputs, with the sentences that reading it has found."""

    def __init__(
        self, key: str, raw: Mapping[str, str], errors: Mapping[str, str], *, causes: Iterable[Cause], quarters: bool
    ):
        super().__init__({f"{key}-{name}": value for name, value in raw.items()}, prefix=key)
        for name in names_of(key, quarters=quarters):
            self.fields[name] = field_of(name)
        self.fields["cause"].widget.choices = cause_choices(causes, raw["cause"])
        for name, sentence in errors.items():
            if name in self.fields:
                self.add_error(name, sentence)

    def bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def group(self) -> list[forms.BoundField]:
        return self.bound(GROUP)

    @property
    def tasks(self) -> list[forms.BoundField]:
        return self.bound(*TASKS, FIXED)

    @property
    def causes(self) -> list[forms.BoundField]:
        return self.bound(*CAUSES)

    @property
    def quarters(self) -> list[forms.BoundField]:
        return self.bound(*QUARTERS)

    @property
    def quarters_said(self) -> bool:
        return _said(self.quarters)

    @property
    def opinion(self) -> list[forms.BoundField]:
        return self.bound(OPINION)

    @property
    def opinion_said(self) -> bool:
        return _said(self.opinion)


def _said(fields: Iterable[forms.BoundField]) -> bool:
    return any(bound.value() or bound.errors for bound in fields)


def subject_of(key: str, group: str) -> Subject:
    if key == OWN:
        return Subject.COLLECTIVE
    return Subject.LEADER if group in TitleGroup.leading() else Subject.MEMBER


def names_of(key: str, *, quarters: bool) -> tuple[str, ...]:
    if key == OWN:
        return (*TASKS, FIXED, *CAUSES)
    return (GROUP, *TASKS, FIXED, *CAUSES, OPINION, *(QUARTERS if quarters else ()))


def cause_choices(causes: Iterable[Cause], now: str = "") -> list[tuple[str, str | Promise]]:
    """Those that fit, and what stands there already."""
    fitting = set(causes)
    return [("", "—"), *((each.value, each.label) for each in Cause if each in fitting or each.value == now)]


def field_of(name: str) -> forms.Field:
    label = capfirst(str(MemberRating._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
    keys = "decimal" if name in POINTS else "numeric"
    widget: forms.Widget = forms.TextInput(attrs={"inputmode": keys, "autocomplete": "off"})
    if name == "cause":
        widget = forms.Select()
    elif name in _CHOICES:
        widget = forms.Select(choices=[("", "—"), *_CHOICES[name]])
    elif name == "exception":
        widget = forms.Textarea(attrs={"rows": 2, "maxlength": NOTE_LENGTH})
    return forms.CharField(label=label, required=False, widget=widget, strip=False)

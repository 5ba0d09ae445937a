"""What a yearly question is told by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Sector
from ratings.catalogue.actions import FIELDS, seen_of
from ratings.models import AnswerType, YearlyQuestion
from ratings.models.yearly import FIRST_YEAR, LAST_YEAR
from ui.fields import LocalIntegerField
from ui.forms import PlainLineField, SeenForm


def year_field(label: Any, **kwargs: Any) -> LocalIntegerField:
    return LocalIntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


class QuestionForm(SeenForm):
    seen_of = staticmethod(seen_of)
    wording = PlainLineField(label=_("Question"), max_length=200, error_messages={"required": _("Write the question.")})
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=AnswerType.choices)
    unit = PlainLineField(label=_("Unit"), max_length=30, required=False)
    part_wording = PlainLineField(
        label=_("Of which: a part of this number, for a share"), max_length=200, required=False
    )
    chapter = forms.ChoiceField(label=_("Chapter of the report"), choices=YearlyQuestion.Chapter.choices)
    audience = forms.ChoiceField(label=_("Asked of"), choices=YearlyQuestion.Audience.choices)
    sectors = forms.ModelMultipleChoiceField(
        label=_("Only of these sectors; none chosen means all"),
        queryset=Sector.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_year = year_field(_("From year"))

    @classmethod
    def of(cls, question: YearlyQuestion, **changed: Any) -> QuestionForm:
        known = {name: getattr(question, name) for name in FIELDS}
        initial = {**known, "sectors": list(question.sectors.all()), "seen": seen_of(question), **changed}
        return cls(initial=initial)

    @property
    def values(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
        return given | {"sectors": list(self.cleaned_data["sectors"])}


class RetireForm(forms.Form):
    last_year = year_field(_("Asked until the year"))

"""What the records behind a figure are narrowed by."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from inspections.models import Body
from organizations.models import Sector
from reports.scorecard.figures import Line
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

ALL = ("", _("All"))
APPROVED, PROVISIONAL = "approved", "provisional"


class RecordsFilter(ListFilter):
    part = forms.ChoiceField(label=_("Part"), required=False, widget=forms.HiddenInput)
    reading = forms.ChoiceField(label=_("Way of counting"), required=False, widget=forms.HiddenInput)
    q = PlainLineField(label=_("Name or number"), required=False, max_length=120)

    def __init__(self, asked: QueryDict, *, line: Line):
        super().__init__(asked)
        self.fields["part"].choices = [(part.code, part.name) for part in line.indicator.parts]
        self.fields["reading"].choices = [(each.code, each.code) for each in line.readings]
        for name, given in (("part", line.parts), ("reading", line.readings)):
            if not given:
                del self.fields[name]


class SharesFilter(RecordsFilter):
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, (APPROVED, _("approved")), (PROVISIONAL, _("provisional"))]
    )


class ActsFilter(RecordsFilter):
    body = forms.ChoiceField(label=_("Acting body"), required=False, choices=[ALL, *Body.choices])

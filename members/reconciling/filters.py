"""What comparisons and their differences are narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Difference
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

ALL = "all"


class ComparisonFilter(ListFilter):
    q = PlainLineField(label=_("Name of the file"), required=False, max_length=120)


class DifferenceFilter(ListFilter):
    implied = {"state": ALL}

    q = PlainLineField(label=_("Name"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Difference"), required=False, choices=[("", _("All")), *Difference.Kind.choices])
    fact = forms.ChoiceField(label=_("Fact"), required=False, choices=[("", _("All")), *Difference.Fact.choices])
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("To be settled")),
            (Difference.State.SETTLED, _("Settled")),
            (Difference.State.LEFT, _("Left as it is here")),
            (ALL, _("All")),
        ],
    )

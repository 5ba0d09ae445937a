"""What the appeals of a year are narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.models import Appeal
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

OPEN, ANSWERED, MINE = "open", "answered", "mine"


class AppealFilter(ListFilter):
    q = PlainLineField(label=_("Name of the member or the organisation"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            (OPEN, _("Not answered yet")),
            (MINE, _("Waiting for my answer")),
            (ANSWERED, _("Answered")),
        ],
    )
    outcome = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("All")), *Appeal.Outcome.choices])
    about = forms.ChoiceField(
        label=_("Whose level"),
        required=False,
        choices=[("", _("All")), ("member", _("Party members")), ("organization", _("Party organisations"))],
    )

"""What the requests to reopen of a year are narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.models import ReopeningRequest
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

WAITING, MINE = "waiting", "mine"


class ReopeningFilter(ListFilter):
    q = PlainLineField(label=_("Name of the organisation"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            (WAITING, _("Not answered yet")),
            (MINE, _("Waiting for my answer")),
            *ReopeningRequest.Outcome.choices,
        ],
    )

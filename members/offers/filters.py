"""What transfers and planned deeds are narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Deed
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

TO_US, FROM_US, PLANNED, LATE, SETTLED = "to_us", "from_us", "planned", "late", "settled"
SHOWN = (Deed.State.OFFERED, Deed.State.PLANNED, Deed.State.DONE, Deed.State.REFUSED, Deed.State.WITHDRAWN)
"""What was taken back after it was done stands with the member."""


class DeedFilter(ListFilter):
    q = PlainLineField(label=_("Name, number or year of birth"), required=False, max_length=120)
    which = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[
            ("", _("All that are open")),
            (TO_US, _("Waiting for our answer")),
            (FROM_US, _("Waiting for the receiver")),
            (PLANNED, _("Planned for their day")),
            (LATE, _("Past their limit, or not done on their day")),
            (SETTLED, _("Settled")),
        ],
    )

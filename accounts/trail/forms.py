"""What the trail is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.trail.record import verb_words
from ui.days import DayField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter


class TrailFilter(ListFilter):
    search = "person"

    person = PlainLineField(label=_("Person"), required=False, max_length=120)
    verb = forms.ChoiceField(label=_("Deed"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, asked: QueryDict):
        super().__init__(asked)
        self.fields["verb"].choices = [("", _("All")), *sorted(verb_words().items(), key=lambda item: str(item[1]))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one. Exchange the two."))
        return data

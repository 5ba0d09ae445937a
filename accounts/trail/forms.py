"""What the trail is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.trail.record import Words, verb_groups
from ui.days import DayField
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter
from ui.vietnamese import collation_key


class TrailFilter(ListFilter):
    search = "person"

    person = PlainLineField(label=_("Person"), required=False, max_length=120)
    about = forms.ChoiceField(label=_("About"), required=False)
    verb = forms.ChoiceField(label=_("Action"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, asked: QueryDict):
        super().__init__(asked)
        groups, verb = verb_groups(), asked.get("verb", "")
        self.fields["about"].choices = [("", _("All")), *((group.code, group.title) for group in groups)]
        chosen = [group for group in groups if group.code == asked.get("about") or verb in group.words]
        self.fields["verb"].choices = [("", _("All")), *((group.title, _listed(group.words)) for group in chosen)]
        if not chosen:
            self.fields["verb"].help_text = _("Choose first what it is about.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day comes before the first one. Exchange the two."))
        return data


def _listed(words: Words) -> list[tuple[str, str | Promise]]:
    return sorted(words.items(), key=lambda item: collation_key(str(item[1])))

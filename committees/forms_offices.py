"""Forms of one office: its end, its correction."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from committees.fitting import kinds_in
from committees.models import Office
from committees.offices import FACTS, fingerprint
from ui.days import PastDayField
from ui.forms import PlainLineField, SeenForm, ask_to_choose


class EndOfficeForm(forms.Form):
    on = PastDayField(label=_("Ended on"))
    ending = forms.ChoiceField(
        label=_("Ended because"), choices=[(each.value, each.label) for each in Office.Ending.by_hand()]
    )
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)


class OfficeCorrectForm(SeenForm, forms.ModelForm):
    """The end only where it was entered by hand: what ended with the term ends with it."""

    seen_of = staticmethod(fingerprint)

    class Meta:
        model = Office
        fields = FACTS
        field_classes = {"since": PastDayField, "until": PastDayField}

    def __init__(self, sent: Any = None, *, instance: Office):
        super().__init__(sent, instance=instance, initial={"seen": fingerprint(instance)})
        kinds = kinds_in(instance.committee.organization.kind)
        self.fields["kind"] = forms.ChoiceField(label=_("Office"), choices=[(k.value, k.label) for k in kinds])
        if instance.ending not in Office.Ending.by_hand():
            del self.fields["until"], self.fields["ending"], self.fields["ending_number"]
        else:
            self.fields["until"].required = True
            endings = [(each.value, each.label) for each in Office.Ending.by_hand()]
            self.fields["ending"] = forms.ChoiceField(label=_("Ended because"), choices=endings)
        ask_to_choose(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", gettext("An office cannot end before it begins. Check both dates."))
        return data

    def validate_constraints(self) -> None:
        """The action asks them."""

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data}

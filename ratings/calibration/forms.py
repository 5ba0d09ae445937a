from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.days import DayField


class SessionForm(forms.Form):
    held_on = DayField(
        label=gettext_lazy("Date of the session"),
        error_messages={"required": gettext_lazy("Write the date of the session.")},
    )
    participants = forms.CharField(
        label=gettext_lazy("Participants"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Names and offices. Write down too who left the room because a case concerned them."),
        error_messages={"required": gettext_lazy("Write who took part in the session.")},
    )
    decision_number = forms.CharField(label=gettext_lazy("Decision number"), max_length=60, required=False)
    minutes = forms.CharField(
        label=gettext_lazy("Minutes"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What was compared, on what grounds, how it was voted."),
        error_messages={"required": gettext_lazy("Write what was discussed and on what grounds.")},
    )

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The session cannot be of a day to come."))
        return day

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.days import PastDayField
from ui.forms import PlainLineField, long_text


class SessionForm(forms.Form):
    held_on = PastDayField(
        label=_("Date of the session"),
        error_messages={"required": _("Write the date of the session.")},
    )
    participants = long_text(
        _("Participants"),
        help_text=_("Names and offices. Write down too who left the room because a case concerned them."),
        error_messages={"required": _("Write who took part in the session.")},
    )
    decision_number = PlainLineField(label=_("Decision number"), max_length=60, required=False)
    minutes = long_text(
        _("Minutes"),
        max_length=8000,
        rows=5,
        help_text=_("What was compared, on what grounds, how it was voted."),
        error_messages={"required": _("Write what was discussed and on what grounds.")},
    )

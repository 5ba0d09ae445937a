"""What people type when they submit, return, approve, reopen or comment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui.days import PastDayField
from ui.forms import PlainTextField, long_text

# One kind of decision, whether on one sheet or on many at once (ui.decisions).
APPROVAL = "approval"


class SubmitForm(forms.Form):
    justification = long_text(
        _("Explanation for the committee"),
        required=False,
        help_text=_("Needed when the check found something to look at. It goes with the sheet."),
    )

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["justification"].required = needed
        self.fields["justification"].error_messages["required"] = gettext("The check found something: explain it here.")


class ReturnForm(forms.Form):
    reason = long_text(_("What has to be corrected"), error_messages={"required": _("Write what to correct.")})


class ApproveForm(forms.Form):
    decision_number = PlainTextField(
        label=_("Decision number"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decided_on = PastDayField(
        label=_("Date of the decision"),
        error_messages={"required": _("Write the date of the decision.")},
    )


class ReopenForm(forms.Form):
    decision_number = PlainTextField(
        label=_("Number of the decision that allows it"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    reason = long_text(_("Why it is reopened"), error_messages={"required": _("Write why it is reopened.")})


class CommentForm(forms.Form):
    text = long_text(_("Comment"), rows=2, error_messages={"required": _("Write the comment first.")})

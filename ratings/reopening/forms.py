"""What people type of a request to reopen, and of its refusal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import long_text


class AskForm(forms.Form):
    reason = long_text(
        _("Why it should be reopened"),
        rows=2,
        max_length=1000,
        error_messages={"required": _("Write why the sheet should be reopened.")},
    )


class RefuseForm(forms.Form):
    reason = long_text(
        _("Why it is not reopened"),
        max_length=1000,
        error_messages={"required": _("Write why it is not reopened: who asked has to know.")},
    )

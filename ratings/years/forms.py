"""By which decision a rating year is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ratings.approval.forms import ApproveForm
from ui.forms import long_text
from ui.numbers import format_integer


class CloseYearForm(ApproveForm):
    """`still_open`: how many sheets stand still with the close; then it has a reason, and is meant."""

    reason = long_text("", error_messages={"required": _("Write the reason: everybody concerned reads it.")})
    understood = forms.BooleanField()

    def __init__(self, *args: Any, still_open: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not still_open:
            del self.fields["understood"]
        self.fields["reason"].required = bool(still_open)
        self._word(still_open)

    def _word(self, still_open: int) -> None:
        number = {"count": format_integer(still_open)}
        why = ngettext(
            "Why it is closed with %(count)s open sheet", "Why it is closed with %(count)s open sheets", still_open
        )
        self.fields["reason"].label = why % number if still_open else gettext("Remark")
        if "understood" in self.fields:
            tick = ngettext(
                "I understand that %(count)s sheet stands still as said above",
                "I understand that %(count)s sheets stand still as said above",
                still_open,
            )
            self.fields["understood"].label = tick % number
            self.fields["understood"].error_messages["required"] = gettext(
                "Tick that you have read what becomes of the open sheets."
            )

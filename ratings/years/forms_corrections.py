"""By which decision a closed year is corrected, and why; and by which that is taken back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ratings.approval.forms import ReopenForm
from ui.forms import long_text


class CorrectForm(ReopenForm):
    """Also by which decision; what is ticked stands beside it."""

    reason = long_text(_("Why it is corrected"), error_messages={"required": _("Write why the year is corrected.")})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["decision_number"].label = _("Decision number")


class TakeBackForm(CorrectForm):
    reason = long_text(
        _("Why the correction is taken back"), error_messages={"required": _("Write why the correction is taken back.")}
    )

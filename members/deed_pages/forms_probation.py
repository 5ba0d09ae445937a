from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.days import a_year_after
from members.deed_pages.forms import PLANNED, DayForm, DecidedForm, reason_field
from members.models import Member
from members.resting import longer_probation
from ui.days import DayField, NearDayField, PastDayField


class RecognizeForm(DayForm):
    """Begins with the day on which the probation is complete: that day counts, however late the decision."""

    decided_by = "decided_on"
    on = NearDayField(label=_("Full member since"), help_text=PLANNED)
    decided_on = PastDayField(label=_("Date of the decision"))
    note = reason_field(_("Reason, if it comes late or counts from another day"), required=False)

    field_order = ["on", "decided_on", "decision_number", "note"]

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, member=member, **kwargs)
        self.initial["on"] = longer_probation(member.pk, timezone.localdate()) or a_year_after(member.admitted_on)


class ExtendForm(DecidedForm):
    until = DayField(label=_("On probation until"))
    note = reason_field()

    field_order = ["until", "note", "decided_on", "decision_number"]


class RefuseForm(DecidedForm):
    note = reason_field()

    field_order = ["note", "decided_on", "decision_number"]

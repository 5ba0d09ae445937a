"""What people type when they submit, return, approve, reopen or comment."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.findings import NO_BALLOT
from ratings.models import RatingYear
from ui.days import PastDayField
from ui.forms import PlainLineField, PlainTextField, long_text
from ui.wrong import WrongAt


def approval_of(rating_year: RatingYear) -> str:
    """One kind of decision (ui.decisions), whether on one sheet or on many at once; no decision is of two years."""
    return f"approval {rating_year.year}"


class SubmitForm(forms.Form):
    justification = long_text(
        _("Explanation for the committee"),
        required=False,
        help_text=_("It goes with the sheet."),
    )
    no_ballot_reason = long_text(
        _("Why there is no result of the ballot"),
        required=False,
        help_text=_("The rules of the year ask for a ballot on each level."),
    )

    def need(self, names: Collection[str]) -> None:
        """Marks what the check asks for now; whether it is there the action looks at."""
        for name, field in self.fields.items():
            field.required = name in names

    @property
    def asks_for_no_ballot(self) -> bool:
        return self.fields[NO_BALLOT].required or (self.is_bound and bool(self[NO_BALLOT].value()))


REMARK = PlainTextField(max_length=500, required=False)
REMARKS = "remark-"


class ReturnForm(forms.Form):
    """`remarks` on single rows by their keys; what cannot be kept is told in `wrong_remarks`."""

    reason = long_text(_("What has to be corrected"), error_messages={"required": _("Write what to correct.")})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.remarks: dict[str, str] = {}
        self.wrong_remarks: dict[str, str] = {}
        for name, value in self.data.items():
            if name.startswith(REMARKS):
                self._read(name.removeprefix(REMARKS), str(value).replace("\x00", ""))
        for key, sentence in self.wrong_remarks.items():
            self.add_error(None, WrongAt(gettext("Remark: %(sentence)s") % {"sentence": sentence}, f"{REMARKS}{key}"))
        return data

    def _read(self, key: str, text: str) -> None:
        try:
            if words := REMARK.clean(text):
                self.remarks[key] = words
        except ValidationError as error:
            self.wrong_remarks[key] = " ".join(error.messages)


class ApproveForm(forms.Form):
    decision_number = PlainLineField(
        label=_("Decision number"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decided_on = PastDayField(
        label=_("Date of the decision"),
        initial=timezone.localdate,
        error_messages={"required": _("Write the date of the decision.")},
    )


class ApproveEachForm(ApproveForm):
    """On the board; the boxes stand in its rows."""

    sheet = forms.Field(
        label=_("Submitted sheet"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Mark at least one submitted sheet.")},
    )

    field_order = ["sheet"]


class ReopenForm(forms.Form):
    decision_number = PlainLineField(
        label=_("Number of the decision that allows it"),
        max_length=60,
        error_messages={"required": _("Write the number of the decision.")},
    )
    decided_on = PastDayField(
        label=_("Date of the decision"),
        error_messages={"required": _("Write the date of the decision.")},
    )
    reason = long_text(_("Why it is reopened"), error_messages={"required": _("Write why it is reopened.")})


class CommentForm(forms.Form):
    text = long_text(_("Comment"), rows=2, error_messages={"required": _("Write the comment first.")})

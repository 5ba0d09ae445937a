"""What a local document is told by, and why one is deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from ratings.models import LocalDocument
from ratings.models.local import FIRST_DAY, WHEN
from ratings.rules.local import LocalRule
from ratings.years.documents import seen_of
from ui.days import PastDayField
from ui.forms import PlainLineField, SeenForm, long_text


class DocumentForm(forms.Form):
    number = PlainLineField(
        label=_("Number of the document"),
        max_length=60,
        error_messages={"required": _("Write the number of the document.")},
    )
    issued_on = PastDayField(
        label=_("Date of the document"),
        error_messages={"required": _("Write the date of the document."), "range": WHEN},
        validators=[MinValueValidator(FIRST_DAY, WHEN)],
    )
    body = PlainLineField(
        label=_("Issued by"), max_length=120, error_messages={"required": _("Write which body issued it.")}
    )
    abstract = PlainLineField(
        label=_("What it is about"),
        max_length=200,
        error_messages={"required": _("Write in few words what it is about.")},
    )

    @property
    def rule(self) -> LocalRule:
        return LocalRule(**{name: self.cleaned_data[name] for name in LocalRule._fields})


GONE = _("This document is deleted already. If it still holds, add it below.")


def _of_document() -> forms.IntegerField:
    words = dict.fromkeys(("required", "invalid", "min_value", "max_value"), GONE)
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31, error_messages=words)


class CorrectForm(SeenForm, DocumentForm):
    seen_of = staticmethod(seen_of)
    document = _of_document()

    @classmethod
    def of(cls, document: LocalDocument) -> CorrectForm:
        known: dict[str, Any] = document.rule._asdict()
        initial = {**known, "document": document.pk, "seen": seen_of(document)}
        return cls(initial=initial, auto_id=f"id_{document.pk}_%s")


class DeleteForm(forms.Form):
    document = _of_document()
    reason = long_text(
        _("Why it is deleted"),
        rows=2,
        max_length=500,
        error_messages={"required": _("Write why it is deleted.")},
    )

    @classmethod
    def of(cls, document: LocalDocument) -> DeleteForm:
        return cls(initial={"document": document.pk}, auto_id=f"id_delete_{document.pk}_%s")

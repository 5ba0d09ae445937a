from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ui.files import FileChoice
from ui.workbooks.reading import MAX_BYTES, REFUSALS


class UploadForm(forms.Form):
    workbook = forms.FileField(
        label=_("Workbook (.xlsx)"),
        widget=FileChoice(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": _("Choose the workbook that you filled."),
            "empty": _("The file is empty. Choose the workbook that you filled."),
            "invalid": _("Choose the workbook that you filled."),
            "missing": _("Choose the workbook that you filled."),
        },
        max_length=200,
    )

    def clean_workbook(self) -> UploadedFile:
        file = self.cleaned_data["workbook"]
        if file.size > MAX_BYTES:
            raise ValidationError(REFUSALS["too_big"], code="too_big")
        return file

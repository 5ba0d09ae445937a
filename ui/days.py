"""Days as people write them here, day first. Django would read 05/01/2020 as the first of May."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
LOOKS_RIGHT = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")
EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)


class DayInput(forms.DateInput):
    def __init__(self, attrs: Mapping[str, Any] | None = None):
        hints = {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("day/month/year"), "maxlength": "10"}
        super().__init__(attrs={**hints, **(attrs or {})}, format="%d/%m/%Y")


class DayField(forms.DateField):
    """`cleaned_data` holds a date between 1900 and 2100; a year of two digits is asked for again."""

    widget = DayInput
    default_error_messages = {
        "invalid": _("Write the day as day/month/year, for example 05/01/2020."),
        "no_such_day": _("There is no such day in the calendar. Check the day and the month."),
        "range": _("Write a day between 01/01/1900 and 31/12/2100."),
    }

    def __init__(self, **kwargs: Any):
        super().__init__(input_formats=FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            if LOOKS_RIGHT.fullmatch(str(value).strip()):
                raise forms.ValidationError(self.error_messages["no_such_day"], code="no_such_day") from None
            raise

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(self.error_messages["range"], code="range")

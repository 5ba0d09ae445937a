"""Days as people write them here, day first. Django would read 05/01/2020 as the first of May."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ui.characters import says_more_than_digits
from ui.vietnamese import fold, nfc

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
# A year of two digits is the latest that ends so, up to this many years from now.
YEARS_AHEAD = 10
A_YEAR = timedelta(days=366)

_DAYS_FROM_TODAY = {"hom nay": 0, "today": 0, "hom qua": -1, "yesterday": -1, "ngay mai": 1, "tomorrow": 1}
# What surrounds a day and says no more of it: as it stands in a sentence, or as a worksheet hands it over.
_MIDNIGHT = re.compile(r"(?<=\d)(?:,? |t)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?(?:am|sa))$")
_BEFORE = re.compile(r"^(?:ngay ?)?(?:m[uo]ng ?)?(?=\d|hom )")
_MONTH_IN_WORDS = re.compile(r"^(\d{1,2})[ ,]*(?:thang|thg)\.? ?(\d{1,2})(?:[ ,]*nam ?|[ ,./\-]+)(\d{2,4})$")
_SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8", "/"))
_BETWEEN = r"\s*[/.,\s\-\u2010-\u2015\u2212]\s*"
_IN_ADDRESSES = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SPELLINGS = tuple(
    re.compile(spelling)
    for spelling in (
        rf"(?P<day>\d{{1,2}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<year>\d{{4}}|\d{{2}})",
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<month>\d{{1,2}}){_BETWEEN}(?P<day>\d{{1,2}})",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20|21)\d\d)",
        r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)",
    )
)


def _bare(text: str) -> str:
    """The day alone, in digits: without "ngày", a full stop or midnight around it."""
    alone = _MIDNIGHT.sub("", text.translate(_SLASHES).rstrip(" .,;"))
    return _MONTH_IN_WORDS.sub(r"\1/\2/\3", alone if alone in _DAYS_FROM_TODAY else _BEFORE.sub("", alone))


def written(day: date) -> str:
    """strftime leaves the zeros of a year before 1000 to the system; days of ours have none."""
    return f"{day:%d/%m/%Y}"


class DayInput(forms.DateInput):
    """A line to type in; `data-day` lets static/ui/days.js add a calendar, "today" and how the day was understood.

    `data-today` given as empty: where today is never meant, as at a day of birth.
    """

    def __init__(self, attrs: Mapping[str, Any] | None = None):
        hints = {"autocomplete": "off", "placeholder": _("day/month/year"), "maxlength": "40"}
        super().__init__(attrs={**hints, **(attrs or {})}, format="%d/%m/%Y")

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        words = {"data-today": _("Today"), "data-calendar": _("Calendar")}
        return super().build_attrs({**words, **base_attrs, "data-day": reverse("day")}, extra_attrs)


class AddressDayInput(DayInput):
    """Of a form that is sent as an address, which other pages link to: their days stand here as people write them."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, str) and (parts := _IN_ADDRESSES.fullmatch(value)):
            return "/".join(reversed(parts.groups()))
        return super().format_value(value)


class DayField(forms.DateField):
    """`cleaned_data` holds a date between 1900 and 2100, from 1/3/24, 01.03.2024, 010324, 2024-03-01 or "hôm nay"."""

    widget = DayInput
    years_ahead: ClassVar[int] = YEARS_AHEAD
    default_error_messages = {
        "invalid": _("Write the day as day/month/year, for example 05/01/2020."),
        "no_such_day": _("There is no such day in the calendar. Check the day and the month."),
        "range": _("Write a day between 01/01/1900 and 31/12/2100."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        typed = nfc(str(value))
        if not (text := fold(typed)):
            return None
        text = _bare(text)
        if text in _DAYS_FROM_TODAY:
            return timezone.localdate() + timedelta(days=_DAYS_FROM_TODAY[text])
        parts = next((found for spelling in _SPELLINGS if (found := spelling.fullmatch(text))), None)
        if parts is None or says_more_than_digits(typed):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return self._day(parts["year"], int(parts["month"]), int(parts["day"]))

    def _day(self, year: str, month: int, day: int) -> date:
        try:
            return date(self._whole_year(year), month, day)
        except ValueError:
            raise forms.ValidationError(self.error_messages["no_such_day"], code="no_such_day") from None

    def _whole_year(self, year: str) -> int:
        if len(year) == 4:
            return int(year)
        latest = timezone.localdate().year + self.years_ahead
        return latest - (latest - int(year)) % 100

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(self.error_messages["range"], code="range")


class PastDayField(DayField):
    """Of what has happened: no later than today, so that a year of two digits is of the last hundred years."""

    years_ahead = 0
    default_error_messages = {"future": _("This day has not come yet. Check it; if it is right, enter it on that day.")}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-past": "1"}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate():
            raise forms.ValidationError(self.error_messages["future"], code="future")


class NearDayField(DayField):
    """Of what has happened, or is decided for a day of the coming year."""

    years_ahead = 1
    default_error_messages = {
        "far": _("This day is more than a year ahead. Check it; if it is right, enter it when it is nearer.")
    }

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value > timezone.localdate() + A_YEAR:
            raise forms.ValidationError(self.error_messages["far"], code="far")


class ComingDayField(NearDayField):
    default_error_messages = {"past": _("This day is over. Write a later one, or withdraw the deed and enter it anew.")}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None and value < timezone.localdate():
            raise forms.ValidationError(self.error_messages["past"], code="past")

"""What is decided of a sheet or a year has a day that can be true."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from ratings.models import RatingYear, Sheet
from ui.days import written
from ui.refusals import Refused


def not_before_opening(rating_year: RatingYear, day: date | None, field: str = "decided_on") -> None:
    """Nothing of a year is decided before the year was opened; refused at the field that holds the day."""
    if day and day < rating_year.opens_on:
        sentence = gettext("The year %(year)s opened on %(day)s; this day comes before it. Check the year.")
        raise Refused(**{field: sentence % {"year": rating_year, "day": written(rating_year.opens_on)}})


def not_before_approval(sheet: Sheet, day: date | None, field: str = "decided_on") -> None:
    """What follows an approval does not come before it; refused at the field that holds the day."""
    if day and sheet.decided_on and day < sheet.decided_on:
        sentence = gettext("The sheet was approved by a decision of %(day)s; this day comes before it.")
        raise Refused(**{field: sentence % {"day": written(sheet.decided_on)}})

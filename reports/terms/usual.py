"""What a term usually is: its days, its code, and which rating years are its own."""

from __future__ import annotations

import re
from datetime import date, timedelta

from organizations.models import Organization

LENGTH = 5
CODE = re.compile(r"[0-9]{4}-[0-9]{4}")
_BETWEEN = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


def days_after(root: Organization) -> tuple[date, date] | None:
    """Of the term that follows the last one entered."""
    last = root.terms.order_by("-ends_on").first()
    if last is None:
        return None
    return last.ends_on + timedelta(1), _years_on(last.ends_on)


def _years_on(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + LENGTH, day=28 if is_leap_day else day.day)


def code_of(starts_on: date, ends_on: date) -> str:
    return f"{starts_on.year}-{ends_on.year}"


def typed_code(text: str) -> str:
    return _BETWEEN.sub("-", text)


def last_year_of(ends_on: date) -> int:
    """A rating year is its term's in which its last day lies: the year of a congress is the next one's."""
    return ends_on.year if (ends_on.month, ends_on.day) == (12, 31) else ends_on.year - 1


def years_of(starts_on: date, ends_on: date) -> tuple[int, int]:
    """A term too short to hold the last day of a year has the year that it begins in."""
    return starts_on.year, max(starts_on.year, last_year_of(ends_on))

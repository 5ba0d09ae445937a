"""How one value of a row stands in an input, and how it is read back: a sentence where it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ratings.grounds import COMMON_POINTS, HUNDREDTHS, QUARTERS, RESULT_POINTS, Cause, QuarterResult, TitleGroup
from ratings.levels import Level, NotRatedReason
from ratings.sheets.entry import Row
from ui.forms import refuse_unreadable
from ui.numbers import format_input, parse_decimal, parse_integer
from ui.vietnamese import nfc_lines

NOT_RATED = "0"
NOTE_LENGTH = 500
COUNT_MAX = 9_999
YES_NO = {"": None, "yes": True, "no": False}
POINTS = {"points_common": COMMON_POINTS, "points_results": RESULT_POINTS}


def written(name: str, value: Any) -> str:
    if name in POINTS and value is not None:
        return points_written(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else format_input(value) if isinstance(value, int) else str(value)


def points_written(hundredths: int) -> str:
    """2850 is "28,5"."""
    whole, rest = divmod(hundredths, HUNDREDTHS)
    if not rest:
        return format_input(whole)
    return format_input(Fraction(hundredths, HUNDREDTHS), 1 if rest % 10 == 0 else 2)


def total_points(row: Mapping[str, Any]) -> int | None:
    """In hundredths, as soon as both parts are there."""
    parts = [row[name] for name in POINTS]
    return None if None in parts else sum(parts)


def grade(text: str) -> int | None:
    """As seen by oneself or by the employer: there is no "not rated" in it."""
    if text and text not in {str(level.value) for level in Level}:
        raise ValidationError(gettext("Choose one of the four levels."))
    return int(text) if text else None


def reason(row: Row, *, of_member: bool) -> Callable[[str], str]:
    """One that fits the row; what stands there already stays."""

    def read(text: str) -> str:
        if text and text != row["not_rated_reason"] and text not in NotRatedReason.fitting(of_member=of_member):
            raise ValidationError(gettext("Choose a reason from the list."))
        return text

    return read


def count(text: str) -> int | None:
    if not text:
        return None
    number = parse_integer(text, example=29)
    if not 0 <= number <= COUNT_MAX:
        raise ValidationError(gettext("Write a number from 0 to %(limit)s."), params={"limit": format_input(COUNT_MAX)})
    return number


def points(most: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        if not text:
            return None
        hundredths = parse_decimal(text) * HUNDREDTHS
        if hundredths != int(hundredths):
            raise ValidationError(gettext("Write at most two decimals."))
        if not 0 <= hundredths <= most * HUNDREDTHS:
            raise ValidationError(gettext("Write points from 0 to %(limit)s."), params={"limit": most})
        return int(hundredths)

    return read


def text_of_rows(text: str) -> str:
    refuse_unreadable(text)
    clean = nfc_lines(text)
    if len(clean) > NOTE_LENGTH:
        raise ValidationError(
            gettext("The note has %(length)s signs. Shorten it to at most %(limit)s."),
            params={"length": len(clean), "limit": NOTE_LENGTH},
        )
    return clean


def one_of(values: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and text not in values:
            raise ValidationError(gettext("Choose one of the listed values."))
        return text

    return read


def yes_no(text: str) -> bool | None:
    if text not in YES_NO:
        raise ValidationError(gettext("Choose yes or no."))
    return YES_NO[text]


# The level is read by the year's names of levels, the reason for none by whose row it is (ratings.grid.understanding).
READERS: dict[str, Callable[[str], Any]] = {
    "self_level": grade,
    "civil_level": grade,
    "note": text_of_rows,
    "ballot_present": count,
    "ballot_for": count,
    **{name: points(most) for name, most in POINTS.items()},
    "tasks_given": count,
    "tasks_done": count,
    "tasks_late": count,
    "tasks_above": count,
    "shortcomings_fixed": yes_no,
    "cause": one_of(Cause.values),
    "exception": text_of_rows,
    "title_group": one_of(TitleGroup.values),
    "opinion_received": yes_no,
    **{name: one_of(QuarterResult.values) for name in QUARTERS},
}

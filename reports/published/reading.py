"""A published number as its text says it: "trên 95%", "gần 5.000", "từ 15 - 20%", "hằng năm trên 80%"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from reports.indicators.definitions import Indicator, Unit
from reports.indicators.limits import refuse_above_whole
from reports.models import Published
from ui.numbers import separators
from ui.refusals import Refused
from ui.vietnamese import fold

Qualifier = Published.Qualifier
MOST_DIGITS = 12

# As folded: without marks, in small letters. What is longer is looked for first.
WORDS: dict[str, Qualifier] = {
    "it nhat": Qualifier.AT_LEAST,
    "toi thieu": Qualifier.AT_LEAST,
    "khong duoi": Qualifier.AT_LEAST,
    "at least": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    "khong qua": Qualifier.AT_MOST,
    "nhieu nhat": Qualifier.AT_MOST,
    "toi da": Qualifier.AT_MOST,
    "at most": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    "≤": Qualifier.AT_MOST,
    "tren": Qualifier.OVER,
    "hon": Qualifier.OVER,
    "vuot": Qualifier.OVER,
    "over": Qualifier.OVER,
    ">": Qualifier.OVER,
    "duoi": Qualifier.UNDER,
    "chua den": Qualifier.UNDER,
    "under": Qualifier.UNDER,
    "<": Qualifier.UNDER,
    "gan": Qualifier.NEARLY,
    "nearly": Qualifier.NEARLY,
    "khoang": Qualifier.ABOUT,
    "xap xi": Qualifier.ABOUT,
    "chung": Qualifier.ABOUT,
    "about": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
    "dat": Qualifier.EXACTLY,
    "dung": Qualifier.EXACTLY,
    "exactly": Qualifier.EXACTLY,
}
_EACH_YEAR = re.compile(r"\b(?:hang nam|moi nam|each year)\b,?:?")
_NUMBER = r"([0-9][0-9., ]*)\s*(%?)"
_FROM = re.compile(rf"(?:tu |from )?\s*{_NUMBER}\s*(?:-|\u2013|\u2014|den|to)\s*{_NUMBER}")
_OR_MORE = re.compile(rf"(?:tu |from )?\s*{_NUMBER}\s*(?:tro len|or more)")
_ONE = re.compile(rf"(.*?)\s*{_NUMBER}")


@dataclass(frozen=True)
class Read:
    qualifier: Qualifier
    low: Decimal
    high: Decimal | None = None
    each_year: bool = False


def read_of(text: str, indicator: Indicator) -> Read:
    """As `read`, within what the indicator can be."""
    found = read(text, indicator.unit)
    refuse_above_whole(indicator, found.low, found.high)
    return found


def read(text: str, unit: Unit) -> Read:
    """Refused with how it is to be written."""
    typed = " ".join(fold(text).split())
    alone = " ".join(_EACH_YEAR.sub(" ", typed).split())
    each_year = alone != typed
    if found := _FROM.fullmatch(alone):
        low, high = number_of(found[1], unit, found[2]), number_of(found[3], unit, found[4])
        if high < low:
            raise Refused(gettext("The second number is smaller than the first. Exchange them."))
        return Read(Qualifier.BETWEEN, low, high, each_year)
    if found := _OR_MORE.fullmatch(alone):
        return Read(Qualifier.AT_LEAST, number_of(found[1], unit, found[2]), None, each_year)
    found = _ONE.fullmatch(alone)
    if found is None or (found[1] and found[1] not in WORDS):
        raise Refused(_how(text))
    qualifier = WORDS[found[1]] if found[1] else Qualifier.EXACTLY
    return Read(qualifier, number_of(found[2], unit, found[3]), None, each_year)


def _how(text: str) -> str:
    words = gettext(
        "“%(typed)s” is not understood. Write the number alone or with a word before it: trên 95%%, gần 5.000, "
        "từ 15 đến 20%%, khoảng, dưới, ít nhất."
    )
    return words % {"typed": text[:60]}


def number_of(typed: str, unit: Unit, sign: str = "") -> Decimal:
    """“1.062” is a thousand and sixty-two: of a share nobody publishes three decimals."""
    if sign and unit is not Unit.PERCENT:
        raise Refused(gettext("This indicator is a number, not a share: write it without %."))
    thousands, decimals = separators()
    grouped = rf"[0-9]+|[1-9][0-9]{{0,2}}(?:[{thousands} ][0-9]{{3}})+"
    text = typed.strip()
    if not re.fullmatch(rf"(?:{grouped})(?:{re.escape(decimals)}[0-9]{{1,2}})?", text):
        words = gettext("“%(typed)s” is not a number. Write it like %(example)s, with at most two decimals.")
        raise Refused(words % {"typed": text[:40], "example": f"97{decimals}2"})
    if sum(each.isdigit() for each in text) > MOST_DIGITS:
        raise Refused(gettext("This number is too long. Write at most %(limit)s digits.") % {"limit": MOST_DIGITS})
    return Decimal(text.replace(thousands, "").replace(" ", "").replace(decimals, "."))

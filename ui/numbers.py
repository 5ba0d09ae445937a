"""Numbers as people write them: "1.062" and "99,16" in Vietnamese, "1,062" and "99.16" in English.

Arithmetic is exact (int, Decimal, Fraction); floats are refused. Halves round away from zero. What two readers could
read differently is refused on the way in, never guessed.
"""

import re
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from ui.characters import plain_letters

type_error = "an exact number (int, Decimal or Fraction) is needed, not {}"
NO_VALUE = "—"
MAX_DIGITS = 18
MAX_LENGTH = 60

ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}

Number = int | Decimal | Fraction


def separators() -> tuple[str, str]:
    """(thousands, decimals) of the active language."""
    return (".", ",") if (get_language() or "vi").startswith("vi") else (",", ".")


def format_integer(value: Number | None) -> str:
    return format_decimal(value, 0)


def format_decimal(value: Number | None, places: int = 2) -> str:
    """Always `places` decimals; None is a dash."""
    if value is None:
        return NO_VALUE
    thousands, decimals = separators()
    sign, whole, rest = _rounded(value, places)
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{sign}{grouped}{decimals}{rest}" if rest else f"{sign}{grouped}"


def format_percent(value: Number | None, places: int = 1) -> str:
    """`value` counts hundredths already: Fraction(9916, 100) and Decimal("99.16") are both "99,2%"."""
    return NO_VALUE if value is None else f"{format_decimal(value, enough_places(value, places))}%"


def enough_places(value: Number, places: int = 1) -> int:
    """So many decimals that a share which is neither nothing nor all is not written as either: 2 of 4,874 is 0.04%."""
    exact = Fraction(value)
    while exact > 0 and exact != 100 and _in_units(exact, places) in (0, 100 * 10**places):
        places += 1
    return places


def format_input(value: Number, places: int | None = None) -> str:
    """What stands in a text box: no thousands mark, so that it reads back the same in either language."""
    if isinstance(value, int):
        return str(value)
    exact = Decimal(value) if isinstance(value, Decimal) else None
    if places is None:
        places = max(0, -int(exact.as_tuple().exponent)) if exact is not None else 2
    sign, whole, rest = _rounded(value, places)
    return f"{sign}{whole}{separators()[1]}{rest}" if rest else f"{sign}{whole}"


def percent_of(part: int, whole: int) -> Fraction | None:
    """Exact, in hundredths: 68 of 81 is 6800/81. None of nothing."""
    return Fraction(100 * part, whole) if whole else None


def roman(number: int) -> str:
    """From 1, which is "I"."""
    written = ""
    for value, numeral in ROMAN.items():
        written += numeral * (number // value)
        number %= value
    return written


def _rounded(value: Number, places: int) -> tuple[str, str, str]:
    if not isinstance(value, int | Decimal | Fraction):
        raise TypeError(type_error.format(type(value).__name__))
    fraction = Fraction(value)
    units = _in_units(fraction, places)
    digits = str(units).zfill(places + 1)
    sign = "-" if fraction < 0 and units else ""
    return sign, digits[: len(digits) - places], digits[len(digits) - places :]


def _in_units(fraction: Fraction, places: int) -> int:
    """Of the last decimal, without the sign."""
    scaled = abs(fraction) * 10**places
    return (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)


def parse_integer(text: str, example: int = 1062) -> int:
    """Raises ValidationError with a sentence that says how to write it."""
    thousands, _decimals = separators()
    typed = _clean(text)
    if not re.fullmatch(_whole(thousands), typed):
        raise ValidationError(
            gettext("“%(typed)s” is not a whole number. Write digits only, for example %(example)s."),
            code="invalid",
            params={"typed": _shown(text), "example": example},
        )
    return int(_bounded(typed.replace(thousands, "").replace(" ", "")))


def parse_decimal(text: str) -> Decimal:
    """Raises ValidationError with a sentence that says how to write it."""
    thousands, decimals = separators()
    typed = _clean(text)
    if re.fullmatch(rf"[+-]?[1-9][0-9]{{0,2}}{re.escape(thousands)}[0-9]{{3}}", typed):
        whole = typed.replace(thousands, "")
        raise ValidationError(
            gettext("“%(typed)s” can be read in two ways. Write %(whole)s or %(fraction)s."),
            code="ambiguous",
            params={"typed": typed, "whole": whole, "fraction": typed.replace(thousands, decimals)},
        )
    if not re.fullmatch(rf"{_whole(thousands)}(?:{re.escape(decimals)}[0-9]+)?", typed):
        raise ValidationError(
            gettext("“%(typed)s” is not a number. Write it like %(example)s, with “%(mark)s” before the decimals."),
            code="invalid",
            params={"typed": _shown(text), "example": f"99{decimals}16", "mark": decimals},
        )
    return Decimal(_bounded(typed.replace(thousands, "").replace(" ", "").replace(decimals, ".")))


def _whole(thousands: str) -> str:
    mark = re.escape(thousands)
    return rf"[+-]?(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{mark}[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+)"


def _clean(text: str) -> str:
    """Full-width digits and unusual spaces become plain ones, ² and ② stay what they are; over-long text becomes what
    no pattern takes.
    """
    if len(text) > MAX_LENGTH:
        return ""
    return re.sub(r"\s", " ", plain_letters(text)).strip().replace("\u2212", "-")


def _shown(text: str) -> str:
    printable = "".join(char for char in text if char.isprintable()).strip()
    return printable if len(printable) <= 20 else f"{printable[:20]}…"


def _bounded(typed: str) -> str:
    if sum(char.isdigit() for char in typed) > MAX_DIGITS:
        raise ValidationError(
            gettext("This number is too long. Write at most %(limit)s digits."),
            code="too_long",
            params={"limit": MAX_DIGITS},
        )
    return typed

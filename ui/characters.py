"""What text a database, a page and a workbook can all hold, and which signs are not seen or look alike."""

import re
import unicodedata

# PostgreSQL keeps no NUL; half of a surrogate pair, which JSON can spell, fits into no UTF-8 page.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Letters, marks and signs that show nothing (Unicode: Default_Ignorable_Code_Point, and the blank of Braille).
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
# What a reader of invalid UTF-8 puts in the place of what it could not read.
REPLACEMENT = "\ufffd"

_LIKE_D = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
_APOSTROPHES = dict.fromkeys("\u0060\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07", "'")
_VIETNAMESE = str.maketrans(_LIKE_D)
_ALIKE = str.maketrans(_LIKE_D | _DASHES | _APOSTROPHES)


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(text) is None


def printable(text: str) -> str:
    """Without signs that nobody sees: controls, zero widths, marks that turn the direction of reading. Spaces stay."""
    seen = _BLANK.sub("", text)
    return seen if seen.isprintable() else "".join(char for char in seen if char.isprintable() or char.isspace())


def with_vietnamese_d(text: str) -> str:
    """Ð (U+00D0) and Ɖ (U+0189) come with copied text where Đ (U+0110) is meant."""
    return text.translate(_VIETNAMESE)


def alike(text: str) -> str:
    """One sign for all that look alike: Đ, hyphens and dashes, apostrophes, letters of full width. Never longer."""
    return "".join(_compatible(char) for char in printable(text).translate(_ALIKE))


def _compatible(char: str) -> str:
    if char.isascii():
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char

"""What text a database, a page and a workbook can all hold, and which signs are not seen or look alike."""

import re
import unicodedata

# PostgreSQL keeps no NUL; half of a surrogate pair, which JSON can spell, fits into no UTF-8 page.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Letters, marks and signs that show nothing (Unicode: Default_Ignorable_Code_Point, the blank of Braille, and the place
# of a picture that was not copied with its text).
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\ufffc\U000e0000-\U000e0fff]"
)
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
# What a reader of invalid UTF-8 puts in the place of what it could not read.
REPLACEMENT = "\ufffd"

MOST_MARKS = 3
_WRITTEN_OTHERWISE = ("<font>", "<wide>", "<narrow>")

_VOWELS = (letter + tone for letter in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323"))
_LETTERS = "đ" + unicodedata.normalize("NFC", "".join(_VOWELS))
# ASCII without controls and without the grave accent, which stands for an apostrophe.
_USUAL = re.compile(f"[ -_a-~{_LETTERS}{_LETTERS.upper()}]*")
_LIKE_D = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d", "-")
_APOSTROPHES = dict.fromkeys("\u0060\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07", "'")
_VIETNAMESE = str.maketrans(_LIKE_D)
_ALIKE = str.maketrans(_LIKE_D | _DASHES | _APOSTROPHES)


def is_usual(text: str) -> bool:
    """Composed Vietnamese letters, digits and signs of a keyboard alone: nothing of this module changes them."""
    return _USUAL.fullmatch(text) is not None


def is_storable(text: str) -> bool:
    return _UNSTORABLE.search(text) is None


def printable(text: str) -> str:
    """Without signs that nobody sees: controls, zero widths, marks that turn the direction of reading. Spaces stay."""
    seen = _BLANK.sub("", text)
    return seen if seen.isprintable() else "".join(char for char in seen if char.isprintable() or char.isspace())


def plain_letters(text: str) -> str:
    """Of mathematics, of full or half width, and ligatures: 𝐋 Ｌ ﬁ Ⅳ. What says more than a letter stays: ² ½ ª µ №."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _as_letters(char) for char in text)


def says_more_than_digits(text: str) -> bool:
    """² ② ½, which searching reads as digits."""
    return any(unicodedata.category(char) == "No" for char in text)


def _as_letters(char: str) -> str:
    style = unicodedata.decomposition(char).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", char)
    is_letter = char.isalpha() or unicodedata.category(char) == "Nl"
    ligature = style == "<compat>" and is_letter and plain.isascii() and plain.isalpha()
    return plain if ligature or style in _WRITTEN_OTHERWISE else char


def with_few_marks(text: str) -> str:
    """No mark twice on one letter nor alone, at most three: "ộ" and the letters of every people here have two."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) not in ("Mn", "Me"):
            marks = []
        elif not kept or kept[-1].isspace() or char in marks or len(marks) == MOST_MARKS:
            continue
        else:
            marks.append(char)
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def with_vietnamese_d(text: str) -> str:
    """Ð (U+00D0) and Ɖ (U+0189) come with copied text where Đ (U+0110) is meant."""
    return text.translate(_VIETNAMESE)


def has_twin_on_keyboards(sign: str) -> bool:
    """A hyphen or an apostrophe of another shape."""
    return sign in _DASHES or sign in _APOSTROPHES


def alike(text: str) -> str:
    """One sign for all that look alike: Đ, hyphens and dashes, apostrophes, ² and 2. Never longer."""
    if is_usual(text):
        return text
    return "".join(_compatible(char) for char in printable(text).translate(_ALIKE))


def _compatible(char: str) -> str:
    if char.isascii():
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char

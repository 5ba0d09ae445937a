"""Order and search of Vietnamese text, the same on every database.

Unicode decomposition splits "ắ" into a, breve and acute but leaves "đ" whole; the order of letters (a ă â, d đ, e ê,
o ô ơ, u ư) and of tones (none, huyền, hỏi, ngã, sắc, nặng) is not that of code points either.
"""

import unicodedata

from ui.characters import printable

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}


def nfc(text: str) -> str:
    """Precomposed letters (TCVN 6909:2001), whatever the keyboard or the workbook sent; spaces made single.

    What cannot be seen is left out, so the answer may be empty where the text was not.
    """
    return unicodedata.normalize("NFC", " ".join(printable(text).split()))


def fold(text: str) -> str:
    """Lower case without marks, for search: "Đặng Thị Hà" and "dang thi ha" meet."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def collation_key(text: str) -> str:
    """A key of digits and letters whose plain order is the Vietnamese one: letters first, tones break ties.

    Each letter is two signs and a space is "00", because database locales ignore spaces and punctuation in comparing.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", text.lower()):
        if char in _SHAPES and letters:
            letters[-1] = letters[-1][0] + _SHAPES[char]
        elif char in _TONES and tones:
            tones[-1] = _TONES[char]
        elif not unicodedata.combining(char):
            letters.append({"đ": "d1", " ": "00"}.get(char, char + "0"))
            tones.append("0")
    return f"{''.join(letters)}00{''.join(tones)}"


def person_key(full_name: str) -> str:
    """People are sorted by given name, which comes last, then by the rest."""
    *rest, given = nfc(full_name).split(" ") or [""]
    return f"{collation_key(given)}00{collation_key(' '.join(rest))}"

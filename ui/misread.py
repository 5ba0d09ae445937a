"""UTF-8 that a program read as Windows-1252, Windows-1258 or Latin-1: "Nguyá»…n VÄƒn An".

Two or three signs that are the bytes of one Vietnamese letter are certain, but for the few that also end a word in
capitals ("XÃ" and a closing quotation mark): those count where the word is a syllable only when read anew.
"""

import re
import unicodedata
from itertools import product

from ui.syllables import TONES, is_syllable

_SHAPED = "aăâeêioôơuưy"
# "Hà" with its second byte kept, which is a word of nobody's as it stands.
_NOBODYS_WORD = "HÃ"
_CAN_FOLLOW_A_WORD = "’”‘“\xa0\xad²³¹•™»«"
_NO_LETTERS = re.compile(r"[^\w]+|_")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_OPENS = re.compile(r"(?:^|[\s(“])«")
_CLOSES = re.compile("á»")
# A byte that Windows-1252 does not know was lost behind them.
_TORN = re.compile(r"á[º»](?=[^\W\d_ªº])")


def _letters() -> set[str]:
    toned = (unicodedata.normalize("NFC", base + tone) for base, tone in product(_SHAPED, ("", *TONES)))
    lower = {"đ", *toned} - set(_SHAPED) | set("ăâêôơư")
    return lower | {letter.upper() for letter in lower} | {*TONES, "\u0302", "\u0306", "\u031b"}


def _byte(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def _misread_forms() -> dict[str, str]:
    return {
        "".join(_byte(byte, codec) for byte in letter.encode()): letter
        for letter, codec in product(sorted(_letters()), ("cp1252", "cp1258", "latin-1"))
    }


_FORMS = _misread_forms()
_CERTAIN = sorted(form for form in _FORMS if len(form) == 3 or form[-1] not in _CAN_FOLLOW_A_WORD)
_IS_CERTAIN = re.compile("|".join(map(re.escape, _CERTAIN)))
_FORM = re.compile("|".join(map(re.escape, sorted(_FORMS, key=len, reverse=True))))


def misread(text: str) -> bool:
    if text.isascii():
        return False
    judged = _CLOSES.sub("á", text) if _OPENS.search(text) else text
    if _IS_CERTAIN.search(judged) or _TORN.search(judged):
        return True
    return any(_is_read_anew(word) for word in _SPACES.split(judged) if _FORM.search(word))


def _is_read_anew(word: str) -> bool:
    """Ã with a closing quotation mark is Ô, with a space that does not break à."""
    stands = word.strip("¹²³0123456789" + "".join(char for char in word if not char.isalnum()))
    parts = _NO_LETTERS.split(_FORM.sub(lambda found: _FORMS[found[0]], word))
    read_anew = any(_is_word(part) and part not in word for part in parts)
    return read_anew and (stands == _NOBODYS_WORD or not _is_word(stands))


def _is_word(word: str) -> bool:
    return is_syllable(word) and (word.islower() or word.isupper() or word.istitle())

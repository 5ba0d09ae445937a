"""Vietnamese of before Unicode, and what was read as such (ui.misread, ui.viqr).

Texts in the bytes of VNI or TCVN3 (ABC), which a font made readable, arrive as Latin letters when they are pasted
("NguyÔn V¨n §øc", "Nguyeãn Vaên Ñöùc"). A word is taken for such where it is no Vietnamese syllable as it stands and
becomes one when its bytes are read that way. What is a syllable either way can't be told apart and stays as it was
typed: Hồ in VNI stands there as Hoà.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import gettext

from ui.characters import with_vietnamese_d
from ui.misread import misread
from ui.syllables import NAME_WORDS, SYLLABLES, is_syllable
from ui.viqr import in_viqr

TCVN3, VNI, VIQR, MISREAD = "TCVN3 (ABC)", "VNI Windows", "VIQR", "Windows-1252"

# TCVN 5712:1993, table VN3: the letters from A1 on; the tones of capitals have no bytes of their own.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ăâêôơưđăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI Windows: a tone or a shape stands as a letter of its own behind the vowel; a few letters are single bytes.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_WITH_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_SHAPES = {
    sign: shape + tone
    for shape, signs in ((_CIRCUMFLEX, "âáàåãä"), (_BREVE, "êéèúüë"))
    for sign, tone in zip(signs, _WITH_TONES, strict=True)
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "í": "í", "ì": "ì"}
_VNI = re.compile("([aeo])([âáàåãä])|(a)([êéèúüë])|([aeouyôö])([ùøûõï])|([ôöæóòîñíì])")

# "Q§/§U", "QÑ-ÑU": letters of an office, in which Đ stands where no word of another language has such a sign.
_OFFICES = {TCVN3: re.compile("[A-Z]+§[A-Z]*|§[A-Z]+"), VNI: re.compile("[B-DF-HJ-NP-TV-Z]+Ñ[A-Z]*|ÑU[A-Z]*")}

_WORDS = re.compile(r"[\s\d!-/:-@\[-`{-~\u2010-\u2026]+")
_SUSPICIOUS = re.compile("[\xa1-\xff]")
_IN_A_WORD = re.compile("[\xa1-\xff].|.[\xa1-\xff]")
_ONLY_UNICODE = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
# One word of this length is no chance; of shorter ones it takes two ("5 µm"), or a name.
ALONE = 3
# Vũ, Từ and Lục in TCVN3, which are words as they stand; and names of people whose readings are.
_NOBODYS_NAME = frozenset({"Vò", "Tõ", "Lôc"})
_FROM_ELSEWHERE = frozenset({"Loïc"})


def old_encoding(text: str) -> str:
    """Its name where the text is in one, else empty."""
    if in_viqr(text):
        return VIQR
    return MISREAD if misread(text) else _in_bytes(text)


def _in_bytes(text: str) -> str:
    if not _SUSPICIOUS.search(text) or all(map(is_plain_syllable, text.split())):
        return ""
    words = [word for word in _WORDS.split(unicodedata.normalize("NFC", text)) if _IN_A_WORD.search(word)]
    if office := next((name for name, sign in _OFFICES.items() if any(map(sign.fullmatch, words))), ""):
        return office
    strange = [word for word in words if _is_strange(word)]
    found = {name: [word for word in strange if is_syllable(read(word))] for name, read in _READERS.items()}
    named = {name: [word for word in words if _is_name(word, _READERS[name])] for name, words in found.items()}
    name = max(found, key=lambda each: (len(found[each]), len(named[each])))
    return name if _is_proof(found[name], named[name], text) else ""


@lru_cache(maxsize=SYLLABLES)
def is_plain_syllable(word: str) -> bool:
    """Most words by far: a syllable, letters alone."""
    return word.isalpha() and word not in _NOBODYS_NAME and is_syllable(with_vietnamese_d(word))


def _is_strange(word: str) -> bool:
    return word in _NOBODYS_NAME or not (word in _FROM_ELSEWHERE or is_syllable(with_vietnamese_d(word)))


def _is_name(word: str, read: Callable[[str], str]) -> bool:
    """Written as one: with a capital, be it Ñ, Ö or § for Đ."""
    return not word[0].islower() and len(word) > 1 and read(word) in NAME_WORDS


def _is_proof(words: list[str], names: list[str], text: str) -> bool:
    alone = bool(names) or any(len(word) >= ALONE for word in words)
    return len(words) > 1 or (alone and not _ONLY_UNICODE.search(text))


def from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in word).lower()


def from_vni(word: str) -> str:
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, word.lower()))


def _vni_letter(found: re.Match[str]) -> str:
    if found[7]:
        return _VNI_SINGLE[found[7]]
    if found[5]:
        return _VNI_SINGLE.get(found[5], found[5]) + _VNI_TONES[found[6]]
    return (found[1] or found[3]) + _VNI_SHAPES[found[2] or found[4]]


_READERS = {TCVN3: from_tcvn3, VNI: from_vni}


def sentence_about(encoding: str) -> str:
    if encoding == MISREAD:
        return gettext(
            "This text was opened in a wrong encoding (UTF-8 as %(encoding)s) and would stay unreadable. Type it "
            "again, or open its source as UTF-8 and paste it anew."
        ) % {"encoding": encoding}
    return gettext(
        "This text is in the old encoding %(encoding)s and would stay unreadable. Convert it to Unicode (UniKey: "
        "Ctrl+Shift+F6), then paste it again."
    ) % {"encoding": encoding}

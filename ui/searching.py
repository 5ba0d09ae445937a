"""Bare words for search: what is stored as a key, and what is typed, come to the same words."""

import re
import unicodedata
from functools import lru_cache

from ui.vietnamese import SYLLABLES, fold, with_other_y

# More words than any name has: what comes after them is not looked at.
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


def search_key(text: str) -> str:
    """ "Phòng Tổ chức - Hành chính" is "phong to chuc hanh chinh"; never longer than the text when clean."""
    return " ".join(filter(None, map(_letters_of, text.split())))


@lru_cache(maxsize=SYLLABLES)
def _letters_of(word: str) -> str:
    """Without marks and signs: "cơ-quan" is two words."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", fold(word))))


def code_key(code: str) -> str:
    """A code also as one word, and from its first digit on: "TC01-02" is found by tc01-02, tc0102 and 0102."""
    apart = search_key(code)
    together = apart.replace(" ", "")
    digits = re.sub(r"^\D+", "", together)
    return " ".join(dict.fromkeys(filter(None, (apart, together, digits))))


def typed_words(text: str) -> list[str]:
    """What stands together ("TC01-02", "Y-Bhăm") stays together: "tc01 02"."""
    keys = (search_key(word) for word in text.split())
    return list(dict.fromkeys(filter(None, keys)))[:MOST_WORDS]


def beginnings(word: str) -> list[str]:
    """What a word of a key begins with where it begins with this one: "quy" also "qui", "ki" also "ky".

    A space at the end stands for the end of the word: "ly" also finds "li", but not "linh".
    """
    other = with_other_y(word)
    if not other:
        return [word]
    return [word, other if other.endswith(("y", "qui")) else f"{other} "]


def begins_with(key_word: str, word: str) -> bool:
    return any(f"{key_word} ".startswith(one) for one in beginnings(word))

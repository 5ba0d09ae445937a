"""Vietnamese in plain signs, as mail of before Unicode had it (VIQR, RFC 1456): "Nguye^~n Va(n DDu+'c"."""

import re
import unicodedata

from ui.syllables import NAME_WORDS, is_syllable

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_WORD = re.compile(r"[A-Za-z(^+'`?~.]+")
_LETTER = re.compile(r"dd|([aeo]\^|a\(|[ou]\+|[aeiouy])(['`?~.])?")
_TWO_MARKS = re.compile(r"(?:[aeo]\^|a\(|[ou]\+)(?:['`~]|[.?](?=[a-z]))", re.IGNORECASE)
_ONE_MARK = re.compile(r"[aeo]\^|a\(|[ou]\+|[aeiouy][`~]", re.IGNORECASE)


def in_viqr(text: str) -> bool:
    """One word with a shape and a tone is certain; of those with one mark it takes two, or a name."""
    if not _ONE_MARK.search(text):
        return False
    marked = text if text.count("(") > text.count(")") else text.replace("(", " ")
    words = {word for word in _WORD.findall(marked) if _ONE_MARK.search(word) and is_syllable(from_viqr(word))}
    return len(words) > 1 or any(_TWO_MARKS.search(word) or _is_name(word) for word in words)


def _is_name(word: str) -> bool:
    return word[0].isupper() and from_viqr(word) in NAME_WORDS


def from_viqr(word: str) -> str:
    return unicodedata.normalize("NFC", _LETTER.sub(_letter, word.lower().rstrip("?.") or word))


def _letter(found: re.Match[str]) -> str:
    if not found[1]:
        return "đ"
    return found[1][0] + _SHAPES.get(found[1][1:], "") + _TONES.get(found[2], "")

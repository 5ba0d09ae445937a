"""Order, search and comparing of Vietnamese text, the same on every database (docs/adr/0018-comparing.md).

Unicode decomposition splits "ắ" into a, breve and acute but leaves "đ" whole; the order of letters (a ă â, d đ, e ê,
o ô ơ, u ư) and of tones (none, huyền, hỏi, ngã, sắc, nặng) is not that of code points either.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from ui.characters import LINE_END, alike, is_usual, plain_letters, printable, with_few_marks, with_vietnamese_d

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}
# In the order of the collations of Unicode; any other comes before them.
_SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%"
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")
# Texts and people's names are made of few: what is reckoned of one is kept.
SYLLABLES = 4096
# "Nguyễn", "khuỷu": no syllable has more.
MOST_VOWELS = 3
_VOWELS = "aăâeêioôơuưy"
# "Quý" and "quí", "Kỳ" and "kì" are one; "Thy" and "Thi", "Quỳnh" and "Uy" are not spelled in two ways.
_LONE_Y = re.compile(r"(?<![^\W_])((?:qu|[hklmstv]))([iy])$", re.IGNORECASE)
_Y_FOR_I = str.maketrans("iyIY", "yiYI")
# Signs that look like an apostrophe count as letters to Unicode.
_SYLLABLE = re.compile(r"[^\W\d_\u02b9-\u02bf](?:[^\W_\u02b9-\u02bf]|[\u0300-\u036f])*")
_AROUND_SIGNS = re.compile(r" ?([^\w ]) ?")


def composed(text: str) -> str:
    """Precomposed letters and nothing else changed: for passwords, in which a space counts."""
    return unicodedata.normalize("NFC", text)


def nfc(text: str) -> str:
    """Precomposed letters (TCVN 6909:2001), whatever the keyboard or the workbook sent; spaces made single.

    What cannot be seen is left out, so the answer may be empty where the text was not; letters are plain ones.
    """
    if is_usual(text):
        return " ".join(text.split())
    plain = with_vietnamese_d(plain_letters(printable(text)))
    return " ".join(with_few_marks(plain).split())


def person_name(text: str) -> str:
    """A name typed wholly in small or wholly in capital letters gets a capital at each syllable; any other stays.

    "nguyễn thị an" is "Nguyễn Thị An" and "H'HEN NIÊ" is "H'Hen Niê".
    """
    name = nfc(text)
    if name in (name.lower(), name.upper()):
        return nfc(_SYLLABLE.sub(lambda found: _each(str.upper, found[0][0]) + _each(str.lower, found[0][1:]), name))
    return name


def _each(change: Callable[[str], str], letters: str) -> str:
    """As long as before: "ß" has no capital of one letter."""
    return "".join(changed if len(changed := change(letter)) == 1 else letter for letter in letters)


def nfc_lines(text: str) -> str:
    """The same for text of several lines, which stay."""
    return "\n".join(nfc(line) for line in LINE_END.split(text)).strip("\n")


def fold(text: str) -> str:
    """Lower case without marks, for search: "Đặng Thị Hà" and "dang thi ha" meet."""
    return " ".join(filter(None, map(_bare, _words(text))))


@lru_cache(maxsize=SYLLABLES)
def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(char for char in apart if not unicodedata.combining(char))


def compare_key(text: str) -> str:
    """Two texts are the same where their keys are: marks count, where the tone stands in its syllable does not.

    A syllable's tone is written behind it, so that "hoà" and "hòa" meet.
    """
    return " ".join(map(_tones_last, _words(text)))


@lru_cache(maxsize=SYLLABLES)
def _tones_last(word: str) -> str:
    """Of each syllable in it: "viên-chức" has two."""
    return _WORD.sub(lambda found: _tone_last(found[0]), unicodedata.normalize("NFD", word))


def with_other_y(text: str) -> str:
    """Letters without tones, i for y or y for i where a syllable at the end may be spelled with either; else empty."""
    other = _LONE_Y.sub(lambda found: found[1] + found[2].translate(_Y_FOR_I), text)
    return "" if other == text else other


def spellings(word: str) -> list[str]:
    """All that a reader takes for this word: its tone stands on each of its vowels, its last i may be y."""
    apart = unicodedata.normalize("NFD", word)
    tones = [char for char in apart if char in _TONES]
    bare = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    places = [at for at, letter in enumerate(bare, start=1) if letter.lower() in _VOWELS]
    if len(tones) > 1 or len(places) > MOST_VOWELS:
        return [word]
    ways = [way for way in (bare, with_other_y(bare)) if way]
    toned = [way[:at] + tone + way[at:] for way in ways for tone in tones for at in places]
    return sorted({unicodedata.normalize("NFC", way) for way in toned or ways})


def number_key(text: str) -> str:
    """The same for numbers, codes and user names: a space beside a hyphen or a stroke says nothing either.

    At most three times as long as the text is when it is clean.
    """
    return _AROUND_SIGNS.sub(r"\1", compare_key(text))


def _words(text: str) -> list[str]:
    """In small letters, one sign for all that look alike."""
    return (text if is_usual(text) else alike(nfc(text))).lower().split()


def _tone_last(word: str) -> str:
    letters = "".join(char for char in word if char not in _TONES)
    return unicodedata.normalize("NFC", letters) + "".join(_TONES.get(char, "") for char in word)


def collation_key(text: str) -> str:
    """A key of digits and letters whose plain order is the Vietnamese one: letters first, tones break ties.

    Each letter is two signs and a space is "00", because database locales ignore spaces and punctuation in comparing.
    Spaces come first, then signs, digits and letters, as in the collations of Unicode; a tone comes before any of them.
    """
    return _in_one_order(_words(text))


def _in_one_order(words: list[str]) -> str:
    letters, tones = zip(*map(_in_order, words), strict=True) if words else ((), ())
    return f"{'00'.join(letters)}00{'0'.join(tones)}"


@lru_cache(maxsize=SYLLABLES)
def _in_order(word: str) -> tuple[str, str]:
    """Its letters and its tones; a space, two signs among letters and one among tones, comes between words."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _SHAPES and letters:
            letters[-1] = letters[-1][0] + _SHAPES[char]
        elif char in _TONES and tones:
            tones[-1] = _TONES[char]
        elif not unicodedata.combining(char):
            letters.append(_placed(char))
            tones.append("0")
    return "".join(letters), "".join(tones)


def _placed(char: str) -> str:
    if char.isalpha():
        return "d1" if char == "đ" else f"{char}0"
    if char.isdecimal():
        return f"7{int(char)}"
    return f"6{chr(ord('a') + _SIGNS.find(char) + 1)}"


def person_key(full_name: str) -> str:
    """People are sorted by given name, which comes last, then by the rest."""
    *rest, given = _words(full_name) or [""]
    letters, tones = _in_order(given)
    return f"{letters}00{tones}00{_in_one_order(rest)}"

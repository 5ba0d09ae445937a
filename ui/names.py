"""What a name cannot hold: letters of other scripts that look like ours ("Hоàng" with a Cyrillic о), emoji, symbols.

They are refused and not replaced: no list of look-alikes is whole, and who typed the name can see which word is meant.
"""

import re
import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ui.characters import alike, has_twin_on_keyboards, is_usual

_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_PUNCTUATION = {"Pd", "Ps", "Pe", "Pi", "Pf"}


def refuse_mixed_scripts(text: str) -> None:
    """In one word: an organisation may bear a foreign word, but none of two scripts."""
    for word in _WORD.findall(text):
        foreign = [letter for letter in word if _is_foreign(letter)]
        if foreign and any(_is_latin(letter) for letter in word):
            raise _refused(word, foreign[0])


def refuse_no_name_of_a_person(text: str) -> None:
    for word in _WORD.findall(text):
        if letter := _foreign_letter(word):
            raise _refused(word, letter)
    for sign in () if is_usual(text) else filter(_is_symbol, text):
        raise ValidationError(
            gettext("A name has no sign like “%(sign)s”. Take it out; write the name in letters only.")
            % {"sign": sign},
            code="symbol",
        )


def _refused(word: str, letter: str) -> ValidationError:
    sentence = gettext(
        "“%(letter)s” in “%(word)s” is of another script, though it may look like a letter of ours. Type the word "
        "again."
    )
    return ValidationError(sentence % {"letter": letter, "word": word}, code="other_script")


@lru_cache(maxsize=4096)
def _foreign_letter(word: str) -> str:
    return next(filter(_is_foreign, word), "")


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def _is_foreign(letter: str) -> bool:
    """Ordinals (º) and apostrophes that count as letters are nobody's script."""
    return letter.isalpha() and unicodedata.category(letter) != "Lm" and not _is_latin(alike(letter))


def _is_symbol(char: str) -> bool:
    if char.isascii() or char.isalpha() or has_twin_on_keyboards(char):
        return False
    category = unicodedata.category(char)
    return category == "Me" or (category[0] in "SNP" and category not in _PUNCTUATION)

"""Most names by far, told from all others at once: they come back from the field of a form as they are."""

from functools import lru_cache

from ui.characters import is_usual
from ui.old_encodings import is_plain_syllable
from ui.syllables import SYLLABLES


def is_plain_name(text: str) -> bool:
    """Vietnamese syllables with a capital each, one space between: of one script, in no old encoding, not misread."""
    return all(map(_is_plain_word, text.split(" ")))


@lru_cache(maxsize=SYLLABLES)
def _is_plain_word(word: str) -> bool:
    return word.istitle() and is_usual(word) and is_plain_syllable(word)

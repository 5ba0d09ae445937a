"""Our own numbers of members: DV004408."""

import re

from ui.characters import alike

CODE_PREFIX = "DV"
CODE_DIGITS = 6
_TYPED = re.compile(rf"(?:{CODE_PREFIX})?([0-9]{{1,{CODE_DIGITS}}})", re.IGNORECASE)


def code_of(number: int) -> str:
    return f"{CODE_PREFIX}{number:0{CODE_DIGITS}}"


def codes_meant(text: str) -> list[str]:
    """Every number that the text may stand for: as it is, and made whole from its digits."""
    word = "".join(alike(text).split()).upper()
    digits = _TYPED.fullmatch(word)
    return [word, *([code_of(int(digits[1]))] if digits else [])]

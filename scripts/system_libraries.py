"""Says what the PDF still lacks on this machine, one sentence, and exits non-zero; silent when nothing is missing.

Finding a font by name is not enough: version 1 of Liberation, which Debian 12 calls fonts-liberation, has the
same name as version 2 but lacks most Vietnamese letters.
"""

import sys
import unicodedata

from fontTools.ttLib import TTFont

from reports.renderings import fonts
from scripts import programs

BASES = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def vietnamese_letters() -> set[str]:
    toned = {unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES}
    small = toned | set(BASES) | {"đ"}
    return small | {letter.upper() for letter in small}


def lacking(file: str, letters: set[str]) -> list[str]:
    with TTFont(file, fontNumber=0, lazy=True) as font:
        return sorted(letter for letter in letters if ord(letter) not in font.getBestCmap())


def absent_libraries() -> list[str]:
    """Those that are wanted only where the system knows them are never absent."""
    needed = [row for row in programs.rows() if row.needed_by == "run" and not row.package.startswith("(")]
    names = [name for row in needed for name in row.names if ".so." in name]
    return [name for name in names if fonts.library(name) is None]


def missing() -> str:
    absent = absent_libraries()
    if absent:
        return f"The PDF needs libraries that this machine lacks: {', '.join(absent)}."
    style = fonts.missing()
    if style:
        return f"The PDF needs the typeface {fonts.FAMILY} ({style}), which this machine lacks."
    for style in fonts.STYLES:
        _family, file = fonts.nearest(style)
        letters = lacking(file, vietnamese_letters())
        if letters:
            return f"{file} lacks {len(letters)} Vietnamese letters ({' '.join(letters[:6])} …): version 2 is needed."
    return ""


if __name__ == "__main__":
    sentence = missing()
    print(sentence)
    sys.exit(bool(sentence))

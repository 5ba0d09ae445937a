"""Says what the PDF still lacks on this machine, one sentence, and exits non-zero; silent when nothing is missing.

Finding a font by name is not enough: version 1 of Liberation, which Debian 12 calls fonts-liberation, has the
same name as version 2 but lacks most Vietnamese letters.
"""

import ctypes
import ctypes.util
import sys
import unicodedata

from fontTools.ttLib import TTFont

LIBRARIES = {
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "fontconfig": "libfontconfig.so.1",
}
FAMILY = "Liberation Serif"
STYLES = ("regular", "bold", "italic", "bold:italic")
BASES = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
FC_RESULT_MATCH = 0


def vietnamese_letters() -> set[str]:
    toned = {unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES}
    small = toned | set(BASES) | {"đ"}
    return small | {letter.upper() for letter in small}


def load(name: str) -> ctypes.CDLL | None:
    for candidate in (LIBRARIES[name], ctypes.util.find_library(name)):
        try:
            return ctypes.CDLL(candidate) if candidate else None
        except OSError:
            continue
    return None


def font_file(fontconfig: ctypes.CDLL, style: str) -> tuple[str, str]:
    """Family and file that fontconfig, and so Pango, answers with: the nearest there is, perhaps another family."""
    for function in ("FcInitLoadConfigAndFonts", "FcNameParse", "FcFontMatch"):
        getattr(fontconfig, function).restype = ctypes.c_void_p
    pointer = ctypes.c_void_p
    config = pointer(fontconfig.FcInitLoadConfigAndFonts())
    pattern = pointer(fontconfig.FcNameParse(f"{FAMILY}:{style}".encode()))
    fontconfig.FcConfigSubstitute(config, pattern, 0)
    fontconfig.FcDefaultSubstitute(pattern)
    match = pointer(fontconfig.FcFontMatch(config, pattern, ctypes.byref(ctypes.c_int())))
    values = []
    for key in (b"family", b"file"):
        value = ctypes.c_char_p()
        found = match and fontconfig.FcPatternGetString(match, key, 0, ctypes.byref(value)) == FC_RESULT_MATCH
        values.append(value.value.decode() if found and value.value else "")
    return values[0], values[1]


def lacking(file: str, letters: set[str]) -> list[str]:
    with TTFont(file, fontNumber=0, lazy=True) as font:
        return sorted(letter for letter in letters if ord(letter) not in font.getBestCmap())


def missing() -> str:
    absent = [name for name in LIBRARIES if load(name) is None]
    if absent:
        return f"The PDF needs libraries that this machine lacks: {', '.join(absent)}."
    fontconfig = load("fontconfig")
    assert fontconfig is not None
    for style in STYLES:
        family, file = font_file(fontconfig, style)
        if family != FAMILY:
            return f"The PDF needs the typeface {FAMILY} ({style}), which this machine lacks."
        letters = lacking(file, vietnamese_letters())
        if letters:
            return f"{file} lacks {len(letters)} Vietnamese letters ({' '.join(letters[:6])} …): version 2 is needed."
    return ""


if __name__ == "__main__":
    sentence = missing()
    print(sentence)
    sys.exit(bool(sentence))
